/** Yoga on the same schema, for everything that does not go the short way; and GraphiQL from our own files. */
import { renderGraphiQL } from '@graphql-yoga/render-graphiql'
import { parse } from 'graphql'
import type { GraphQLError, GraphQLSchema, ParseOptions, Source } from 'graphql'
import { createYoga } from 'graphql-yoga'
import type { Plugin } from 'graphql-yoga'
import type { Context } from './context.ts'
import { BODY_MAX, TOKENS_MAX, limitRules } from './limits.ts'

/** What the server has found out before it hands a request on. */
export interface Handed {
  /** Undefined for the page of GraphiQL, which executes nothing. */
  readonly admitted: Context | undefined
  readonly mask: (error: unknown) => GraphQLError
}

const FIRST_QUERY = `# Who am I, and what waits for me?
#
# Put a token into the headers below: { "Authorization": "Bearer …" }
# \`npx xiaobao token --person protection-1\` prints one.
query Desk {
  viewer {
    person { name }
    seats { body unit }
    desk {
      waiting(first: 10) {
        nodes { id reference title { zh en } state { titles { zh en } } }
      }
      dueSoon { clock dueAt process { reference } }
    }
  }
}
`

const parseWithin = (source: string | Source, options?: ParseOptions) =>
  parse(source, { ...options, maxTokens: TOKENS_MAX })

/** Errors as they may leave the house, whatever threw them and wherever. */
const outwardErrors = (): Plugin<object, Handed> => ({
  onParse({ setParseFn }) {
    setParseFn(parseWithin)
  },
  onValidate({ addValidationRule }) {
    for (const rule of limitRules) addValidationRule(rule)
  },
  onResultProcess(processing) {
    const { result, serverContext } = processing
    if (Array.isArray(result) || !('errors' in result) || result.errors === undefined) return
    processing.setResult({
      ...result,
      errors: result.errors.map((error) => serverContext.mask(error)),
    })
  },
})

export const yogaOf = (schema: GraphQLSchema) =>
  createYoga<Handed, Context>({
    schema,
    graphqlEndpoint: '/graphql',
    context: ({ admitted }) => {
      if (!admitted) throw new Error('a request was handed on without being admitted')
      return admitted
    },
    plugins: [outwardErrors()],
    maskedErrors: false,
    logging: false,
    cors: false,
    multipart: false,
    batching: false,
    landingPage: false,
    // The server limits bodies itself, and the short way keeps documents.
    maxRequestBodySize: BODY_MAX,
    parserAndValidationCache: false,
    graphiql: {
      title: '消保 Xiaobao',
      defaultQuery: FIRST_QUERY,
      headers: JSON.stringify({ Authorization: 'Bearer ' }),
      shouldPersistHeaders: true,
      defaultEditorToolsVisibility: 'headers',
    },
    renderGraphiQL,
  })
