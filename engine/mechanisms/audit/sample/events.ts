/** Events of a recorded sample: an auditor asks for it, and the server records what it drew. */
import * as z from 'zod'
import { text } from '../../../../policies/law.ts'
import { clock, courier } from '../../../../policies/machinery.ts'
import { regulator } from '../../../../policies/outsiders.ts'
import { audit, supervisors } from '../../../../policies/supervisors.ts'
import type { FactTable } from '../../../core/facts.ts'
import { chartTypes, type Asked, type EventTable } from '../../../core/mechanism.ts'
import { entry, hash, line, processRef } from '../../../core/payload.ts'
import { workEvents } from '../work.ts'
import { sampleMethod, sampleOf, sampleStratum, sampleTerm } from './context.ts'
import type { SampleContext } from './context.ts'

const SIZE_MAX = 500
const FILTER_MAX = 20
const PART_MAX = 8000

export const events = {
  orderSample: {
    by: [audit.drawSample, supervisors.drawSample, regulator.drawSample],
    opens: true,
    title: text('要求抽样', 'Ask for a sample'),
    nature: 'record',
    capacity: 'asker',
    reads: ['sampledFor'],
    payload: z.object({
      purpose: line(300),
      engagement: processRef('M11').optional(),
      of: sampleOf,
      method: sampleMethod,
      size: z.int().min(1).max(SIZE_MAX),
      seed: line(100),
      stratum: sampleStratum.optional(),
      amount: z
        .string()
        .regex(/^[A-Za-z][A-Za-z0-9]{0,60}(\.[A-Za-z][A-Za-z0-9]{0,60}){0,4}$/)
        .optional(),
      currency: z
        .string()
        .regex(/^[A-Z]{3}$/)
        .optional(),
      filter: z.array(sampleTerm).max(FILTER_MAX),
      upTo: z.int().min(0),
    }),
  },
  recordSample: {
    by: courier.drawSample,
    title: text('记录抽样结果', 'Record what was drawn'),
    nature: 'record',
    payload: z.object({
      population: z.int().min(0),
      without: z.int().min(0),
      digest: hash(),
      headSize: z.int().min(0).optional(),
      root: hash().optional(),
      part: z.string().max(PART_MAX).optional(),
      drawn: z
        .array(
          z
            .object({ entry: entry(), position: z.int().min(1), hits: z.int().min(1) })
            .meta({ id: 'AuditSampleMember' }),
        )
        .max(SIZE_MAX),
    }),
  },
  lapseSample: {
    by: clock.strike,
    title: text('抽样逾期未完成', 'The sample was not drawn'),
    nature: 'record',
    payload: z.object({}),
  },
  ...workEvents,
} as const satisfies EventTable

export const facts = {
  sampledFor: {
    title: text('抽样所属审计项目', 'The engagement for which it is drawn'),
    kind: 'process',
    key: ({ payload }) =>
      payload?.['engagement'] === undefined
        ? undefined
        : { kind: 'process', process: payload['engagement'] as string },
  },
} as const satisfies FactTable<SampleContext>

export type SampleEvent = Asked<typeof events, typeof facts>
export const sampleTypes = chartTypes<SampleContext, SampleEvent>()
