/** What a recorded sample knows: what was asked, and what was drawn. */
import * as z from 'zod'
import { caseWork, noCaseWork } from '../../case-file.ts'

export const sampleOf = z.enum(['entries', 'processes']).meta({ id: 'AuditSampleOf' })
export const sampleMethod = z
  .enum(['simple', 'systematic', 'stratified', 'monetary'])
  .meta({ id: 'AuditSampleMethod' })
export const sampleStratum = z
  .enum(['mechanism', 'event', 'body', 'duty', 'kind', 'month'])
  .meta({ id: 'AuditSampleStratum' })

/** One condition of the population, as the filter of the trail names it. */
export const sampleTerm = z
  .object({
    by: z.string().regex(/^[a-zA-Z]{1,30}$/),
    is: z.string().max(200),
  })
  .meta({ id: 'AuditSampleTerm' })

const drawnEntry = z
  .object({ entry: z.string(), position: z.int(), hits: z.int() })
  .meta({ id: 'AuditSampleDrawn' })

export const sampleContext = z.object({
  purpose: z.string().nullable(),
  engagement: z.string().nullable(),
  of: sampleOf.nullable(),
  method: sampleMethod.nullable(),
  size: z.int(),
  seed: z.string().nullable(),
  stratum: sampleStratum.nullable(),
  /** Path of the amount in the payload, and its currency; of a monetary sample. */
  amount: z.string().nullable(),
  currency: z.string().nullable(),
  filter: z.array(sampleTerm),
  /** The population ends with this position. */
  upTo: z.int(),
  /** Whoever asked for it. */
  by: z.string().nullable(),
  population: z.int().nullable(),
  /** Members without an amount. */
  without: z.int().nullable(),
  /** Hex SHA-256 of what was asked and what was drawn. */
  digest: z.string().nullable(),
  /** Entries under a signed head that holds the whole population, and its root; null where there was none. */
  headSize: z.int().nullable(),
  root: z.string().nullable(),
  /** The part of the trail that whoever asked may read, as JSON; null for the whole. */
  part: z.string().nullable(),
  drawn: z.array(drawnEntry),
  work: caseWork,
})
export type SampleContext = z.output<typeof sampleContext>

export const beforeSample: SampleContext = {
  purpose: null,
  engagement: null,
  of: null,
  method: null,
  size: 0,
  seed: null,
  stratum: null,
  amount: null,
  currency: null,
  filter: [],
  upTo: 0,
  by: null,
  population: null,
  without: null,
  digest: null,
  headSize: null,
  root: null,
  part: null,
  drawn: [],
  work: noCaseWork,
}
