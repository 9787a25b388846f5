/** The schema of the contract over a registry. Imports every type and defines none. */
import { lexicographicSortSchema, printSchema } from 'graphql'
import type { GraphQLSchema } from 'graphql'
import type { Mechanism } from '../../engine/core/mechanism.ts'
import { DUTIES } from '../../policies/ability.ts'
import { asOfQuery } from './asof.ts'
import { auditRecords } from './audit-record.ts'
import { createBuilder } from './builder.ts'
import { caseFileQuery } from './case-file.ts'
import { answerTypes, commands } from './command.ts'
import { connectionTypes } from './connection.ts'
import { Derivation } from './derive.ts'
import { entryParts, entryTypes } from './entry.ts'
import { evidenceTypes } from './evidence.ts'
import { dutyMatrixQuery } from './duty-matrix.ts'
import { explainQuery } from './explain.ts'
import { dutyType, enumsOf, lawTypes, refusalTypes } from './law.ts'
import { processList } from './lists.ts'
import { mechanismTypes } from './mechanism.ts'
import { moveTypes } from './moves.ts'
import { nodeQuery } from './node.ts'
import { processParts, processQuery, processTypes } from './process.ts'
import { registryOf } from './registry.ts'
import { sampleQuery } from './sample.ts'
import { scalars } from './scalars.ts'
import { coverageTypes } from './coverage.ts'
import { keepingTypes } from './keeping.ts'
import { proofTypes } from './proofs.ts'
import { supervisionQuery } from './supervision.ts'
import { subjectTypes } from './subject.ts'
import { timerTypes } from './timer.ts'
import { traceQuery } from './trace.ts'
import { trailQuery } from './trail.ts'
import { personTypes, viewerTypes } from './viewer.ts'

/** Throws ShapeError where a mechanism says what the API cannot. */
export function createSchema(mechanisms: readonly Mechanism[]): GraphQLSchema {
  const b = createBuilder()
  const registry = registryOf(mechanisms)
  b.queryType({ description: '查询 · Reads' })
  scalars(b)
  const enums = enumsOf(b, mechanisms)
  const parts = { enums, registry, derivation: new Derivation(b, enums, registry.typeOf) }
  lawTypes(b, enums)
  dutyType(b, enums)
  refusalTypes(b, enums)
  connectionTypes(b)
  processParts(b, parts)
  timerTypes(b, enums)
  personTypes(b, parts)
  entryParts(b, parts)
  entryTypes(b, parts)
  answerTypes(b)
  viewerTypes(b, parts, DUTIES)
  const facts = processTypes(b, parts)
  commands(b, parts)
  mechanismTypes(b, enums, registry)
  moveTypes(b, parts)
  processQuery(b, registry)
  nodeQuery(b, registry)
  supervisionQuery(b, parts.derivation)
  processList(b, enums)
  auditRecords(b, { registry, sample: sampleQuery(b, parts, trailQuery(b, parts)) })
  explainQuery(b, registry)
  dutyMatrixQuery(b, { enums, registry })
  traceQuery(b, registry)
  subjectTypes(b, registry)
  const coverage = coverageTypes(b, enums, registry)
  asOfQuery(b, { enums, registry, facts, coverage })
  proofTypes(b)
  keepingTypes(b)
  caseFileQuery(b, registry)
  evidenceTypes(b)
  // In the order in which the contract and the mechanisms say it; only the printed form is sorted.
  return b.toSchema({ sortSchema: false })
}

/** The contract as text, in an order that no change of code can shake. */
export const sdlOf = (schema: GraphQLSchema): string =>
  `${printSchema(lexicographicSortSchema(schema))}\n`
