/** Limits on documents, as validation rules: judged once per document, before anything is executed. */
import {
  GraphQLError,
  Kind,
  getNamedType,
  isInterfaceType,
  isObjectType,
  specifiedRules,
} from 'graphql'
import type {
  FieldNode,
  GraphQLNamedType,
  SelectionNode,
  SelectionSetNode,
  ValidationContext,
  ValidationRule,
} from 'graphql'
import { costLimitRule } from '@escape.tech/graphql-armor-cost-limit'
import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases'
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth'
import { PAGE_MAX } from './graphql/connection.ts'

const DEPTH_MAX = 16
const ALIASES_MAX = 30
const COST_MAX = 50_000
/** Rows that nested pages may come to. */
const ROWS_MAX = 5000
const PAGE_DEFAULT = 20
/** Bytes of a request body. */
export const BODY_MAX = 1_048_576
/** The parser stops here; what is longer was not written by a person. */
export const TOKENS_MAX = 10_000

/** Reported beside the other errors of a document instead of thrown alone. */
const reported = {
  propagateOnRejection: false,
  onReject: [
    (context: ValidationContext | null, error: GraphQLError) =>
      context?.reportError(new GraphQLError(error.message.replace('Syntax Error: ', ''))),
  ],
}

const rules = [
  maxDepthRule({ n: DEPTH_MAX, flattenFragments: true, ...reported }),
  maxAliasesRule({ n: ALIASES_MAX, ...reported }),
  costLimitRule({
    maxCost: COST_MAX,
    objectCost: 1,
    scalarCost: 1,
    depthCostFactor: 1,
    flattenFragments: true,
    ...reported,
  }),
] as unknown as readonly ValidationRule[]

/**
 * Pages within pages multiply. A size that stands in a variable is not known yet and counts as the
 * largest.
 */
const pageRule: ValidationRule = (context) => {
  const known = new Map<string, number>()
  const rowsOf = (set: SelectionSetNode | undefined, parent: Parent): number =>
    (set?.selections ?? []).reduce(
      (most, selection) => Math.max(most, rowsIn(selection, parent)),
      1,
    )
  const rowsIn = (selection: SelectionNode, parent: Parent): number => {
    if (selection.kind === Kind.FIELD) {
      const type = getNamedType(fieldsOf(parent)[selection.name.value]?.type)
      const within = rowsOf(selection.selectionSet, type)
      return type?.name.endsWith('Connection') ? within * Math.max(sizeOf(selection), 1) : within
    }
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const on = selection.typeCondition?.name.value
      return rowsOf(
        selection.selectionSet,
        on === undefined ? parent : context.getSchema().getType(on),
      )
    }
    return rowsOfFragment(selection.name.value)
  }
  /** Each fragment is looked at once, however often it is spread; one that spreads itself is no page. */
  const rowsOfFragment = (name: string): number => {
    const before = known.get(name)
    if (before !== undefined) return before
    known.set(name, 1)
    const fragment = context.getFragment(name)
    const rows = fragment
      ? rowsOf(
          fragment.selectionSet,
          context.getSchema().getType(fragment.typeCondition.name.value),
        )
      : 1
    known.set(name, rows)
    return rows
  }
  return {
    OperationDefinition(node) {
      const rows = rowsOf(node.selectionSet, context.getSchema().getRootType(node.operation))
      if (rows > ROWS_MAX)
        context.reportError(
          new GraphQLError(
            `Nested pages may come to ${rows} rows here; at most ${ROWS_MAX} are allowed`,
            {
              nodes: [node],
            },
          ),
        )
    },
  }
}

type Parent = GraphQLNamedType | null | undefined
const fieldsOf = (type: Parent) =>
  isObjectType(type) || isInterfaceType(type)
    ? type.getFields()
    : ({} as Readonly<Record<string, undefined>>)

function sizeOf(node: FieldNode): number {
  const size = node.arguments?.find(({ name }) => name.value === 'first' || name.value === 'last')
  if (!size || size.value.kind === Kind.NULL) return PAGE_DEFAULT
  return size.value.kind === Kind.INT ? Number(size.value.value) : PAGE_MAX
}

export const limitRules: readonly ValidationRule[] = [...rules, pageRule]
export const allRules: readonly ValidationRule[] = [...specifiedRules, ...limitRules]
