/** Events of a record of reading: the server alone records, and an auditor examines. */
import * as z from 'zod'
import { text } from '../../../../policies/law.ts'
import { clock, courier } from '../../../../policies/machinery.ts'
import { audit } from '../../../../policies/supervisors.ts'
import { chartTypes, type Asked, type EventTable } from '../../../core/mechanism.ts'
import { day, entry, person, processRef } from '../../../core/payload.ts'
import { caseWork, noCaseWork } from '../../case-file.ts'
import { words } from '../terms.ts'
import { workEvents } from '../work.ts'

export const readingContext = z.object({
  reader: z.string().nullable(),
  /** First day of the month whose reading it records. */
  month: z.string().nullable(),
  /** How often something was recorded, and how much of what. */
  records: z.int(),
  pages: z.int(),
  processes: z.int(),
  files: z.int(),
  personal: z.int(),
  /** Whether what was read was needed for the work; null until it has been examined. */
  justified: z.boolean().nullable(),
  work: caseWork,
})
export type ReadingContext = z.output<typeof readingContext>

export const beforeReading: ReadingContext = {
  reader: null,
  month: null,
  records: 0,
  pages: 0,
  processes: 0,
  files: 0,
  personal: 0,
  justified: null,
  work: noCaseWork,
}

/** By what a page of the trail was asked for; never the words that were looked for. */
const filterName = z.string().regex(/^[a-zA-Z]{1,30}$/)

export const events = {
  openReading: {
    by: courier.carry,
    opens: true,
    title: text('建立调阅记录', 'Begin the record of a person’s reading'),
    nature: 'record',
    payload: z.object({ reader: person(), month: day() }),
  },
  recordReading: {
    by: courier.carry,
    title: text('记录调阅', 'Record what was read'),
    nature: 'record',
    payload: z.object({
      processes: z.array(processRef()).max(100).optional(),
      /** Processes that were handed over as a file. */
      files: z.array(processRef()).max(100).optional(),
      /** Entries whose personal values were shown. */
      personal: z.array(entry()).max(100).optional(),
      pages: z
        .array(
          z
            .object({
              first: z.int().min(0),
              last: z.int().min(0),
              entries: z.int().min(0).max(200),
              filters: z.array(filterName).max(30),
            })
            .meta({ id: 'AuditPageRead' }),
        )
        .max(100)
        .optional(),
    }),
  },
  endMonth: {
    by: clock.strike,
    title: text('当月结束，待审阅', 'The month is over, and its record to be examined'),
    nature: 'record',
    notices: [
      {
        to: 'internalAudit',
        about: text('调阅记录待审阅', 'A record of reading is to be examined'),
      },
    ],
    payload: z.object({}),
  },
  examineReading: {
    by: audit.perform,
    title: text('审阅调阅记录', 'Examine the record'),
    nature: 'finding',
    capacity: 'auditor',
    payload: z.object({ justified: z.boolean(), grounds: words() }),
  },
  flagUnexamined: {
    by: clock.strike,
    title: text('调阅记录逾期未审阅', 'Nobody examined the record in time'),
    nature: 'record',
    notices: [
      {
        to: 'supervisoryBody',
        about: text('调阅记录逾期未审阅', 'A record of reading was not examined in time'),
      },
    ],
    payload: z.object({}),
  },
  ...workEvents,
} as const satisfies EventTable

export type ReadingEvent = Asked<typeof events>
export const readingTypes = chartTypes<ReadingContext, ReadingEvent>()
