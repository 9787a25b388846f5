/**
 * The short way for what nearly every request is: a POST of JSON with a document that is known to be
 * valid. It answers what Yoga would answer, without building a Request, a Response and streams; whatever
 * else comes, or fails before anything was executed, is left to Yoga.
 */
import { BREAK, Kind, execute, isInputObjectType, parse, validate, visit } from 'graphql'
import type {
  DocumentNode,
  ExecutionResult,
  GraphQLError,
  GraphQLInputFieldMap,
  GraphQLSchema,
} from 'graphql'
import type { Context } from './context.ts'
import { httpOf } from './errors.ts'
import { TOKENS_MAX, allRules } from './limits.ts'
import { Recent } from './recent.ts'

/** The body of a request, as far as the short way knows it. */
export interface Params {
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>> | undefined
  readonly operationName: string | undefined
}
export interface LeanAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface Lean {
  /** The document of a text, where it is valid. */
  readonly prepare: (query: string) => DocumentNode | undefined
  /** Undefined where nothing was executed: then Yoga says why. */
  readonly run: (asked: LeanAsk) => Promise<LeanAnswer | undefined>
}
export interface LeanAsk {
  readonly document: DocumentNode
  readonly params: Params
  readonly context: Context
  readonly mask: (error: GraphQLError) => GraphQLError
}

const DOCUMENTS_MAX = 1000
/** Longer texts are parsed each time, so that the store has a limit in bytes too. */
const TEXT_MAX = 16_384

export function createLean(schema: GraphQLSchema): Lean {
  hastenInputs(schema)
  const documents = new Recent<string, DocumentNode>(DOCUMENTS_MAX)
  return {
    prepare(query) {
      const known = documents.get(query)
      if (known) return known
      const document = validDocument(schema, query)
      if (document && query.length <= TEXT_MAX && !saysSomething(document))
        documents.set(query, document)
      return document
    },
    async run({ document, params, context, mask }) {
      const result = await execute({
        schema,
        document,
        contextValue: context,
        variableValues: params.variables,
        operationName: params.operationName,
      })
      return 'data' in result ? answerOf(result, mask) : undefined
    },
  }
}

/**
 * Whether a text asks for a change and says in itself what: what is written there may be about somebody,
 * and is not remembered. With variables nothing of it stands in the text.
 */
function saysSomething(document: DocumentNode): boolean {
  let says = false
  const notice = (): typeof BREAK => {
    says = true
    return BREAK
  }
  for (const definition of document.definitions)
    if (definition.kind === Kind.OPERATION_DEFINITION && definition.operation !== 'query')
      visit(definition, { StringValue: notice })
  return says
}

/**
 * Reading an input looks through all fields of its type, which graphql keeps in an object that is slow to
 * look through: with a union of seventy events that was a tenth of a command.
 */
function hastenInputs(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isInputObjectType(type)) continue
    // Without a prototype, as it was: `constructor` is no field.
    const fields = Object.setPrototypeOf({ ...type.getFields() }, null) as GraphQLInputFieldMap
    type.getFields = () => fields
  }
}

function validDocument(schema: GraphQLSchema, query: string): DocumentNode | undefined {
  try {
    const document = parse(query, { maxTokens: TOKENS_MAX })
    return validate(schema, document, allRules).length === 0 ? document : undefined
  } catch {
    return undefined
  }
}

function answerOf(result: ExecutionResult, mask: LeanAsk['mask']): LeanAnswer {
  if (result.errors === undefined) return { status: 200, headers: {}, body: JSON.stringify(result) }
  const { http, errors } = httpOf(result.errors.map(mask))
  return {
    status: http?.status ?? 200,
    headers: http?.headers ?? {},
    body: JSON.stringify({ ...result, errors }),
  }
}

/** The parameters of a body, where it has the plain form; undefined leaves it to Yoga. */
export function paramsOf(body: string): Params | undefined {
  let parsed: unknown
  try {
    parsed = JSON.parse(body)
  } catch {
    return undefined
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return undefined
  const { query, variables, operationName, ...more } = parsed as Readonly<Record<string, unknown>>
  const plain =
    typeof query === 'string' &&
    (operationName === undefined || operationName === null || typeof operationName === 'string') &&
    (variables === undefined || variables === null || isRecord(variables)) &&
    Object.keys(more).length === 0
  if (!plain) return undefined
  return {
    query,
    variables: isRecord(variables) ? variables : undefined,
    operationName: typeof operationName === 'string' ? operationName : undefined,
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
