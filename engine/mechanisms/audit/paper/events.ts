/** Events of a working paper, and the facts they read. */
import * as z from 'zod'
import { text } from '../../../../policies/law.ts'
import { clock, courier } from '../../../../policies/machinery.ts'
import { audit } from '../../../../policies/supervisors.ts'
import type { FactTable } from '../../../core/facts.ts'
import { chartTypes, type Asked, type EventTable } from '../../../core/mechanism.ts'
import { entry, hash, line, processRef } from '../../../core/payload.ts'
import { words } from '../terms.ts'
import { workEvents } from '../work.ts'
import { paperResult } from './context.ts'
import type { PaperContext } from './context.ts'

const nothing = z.object({})
/** In one event, and in one paper. */
const AT_ONCE = 100
export const CITED_MAX = 500

export const events = {
  openPaper: {
    by: audit.perform,
    opens: true,
    title: text('建立工作底稿', 'Open a working paper'),
    nature: 'record',
    capacity: 'auditor',
    reads: ['paperEngagement', 'paperSample', 'replacedPaper'],
    payload: z.object({
      engagement: processRef('M11'),
      label: line(200),
      sample: processRef('M11').optional(),
      replaces: processRef('M11').optional(),
    }),
  },
  citeEntries: {
    by: audit.perform,
    title: text('引用存证条目', 'Cite entries of the trail'),
    nature: 'record',
    payload: z.object({
      entries: z
        .array(
          z
            .object({ entry: entry(), position: z.int().min(1), leafHash: hash() })
            .meta({ id: 'AuditCitation' }),
        )
        .min(1)
        .max(AT_ONCE),
    }),
  },
  dropCitation: {
    by: audit.perform,
    title: text('撤回引用', 'Drop a citation'),
    nature: 'record',
    payload: z.object({ position: z.int().min(1), grounds: words(2000) }),
  },
  concludePaper: {
    by: audit.perform,
    title: text('写明结论', 'Write the conclusion'),
    nature: 'finding',
    payload: z.object({ result: paperResult, conclusion: words() }),
  },
  takeOverPaper: {
    by: audit.perform,
    title: text('接手底稿', 'Take the paper over'),
    nature: 'record',
    capacity: 'auditor',
    reads: ['engagementNow'],
    payload: z.object({ grounds: words(2000) }),
  },
  submitPaper: {
    by: audit.perform,
    title: text('提交复核', 'Submit it for review'),
    nature: 'submission',
    notices: [
      { to: 'internalAudit', about: text('工作底稿待复核', 'A working paper awaits review') },
    ],
    payload: nothing,
  },
  recordPaperCheck: {
    by: courier.checkPaper,
    title: text('记录与存证的核对', 'Record how it compares with the trail'),
    nature: 'record',
    payload: z.object({
      cited: z.int().min(0).max(CITED_MAX),
      differing: z.array(z.int().min(1)).max(CITED_MAX),
      sampleAgain: z.boolean().optional(),
    }),
  },
  returnPaper: {
    by: audit.perform,
    title: text('退回修改', 'Return it'),
    nature: 'finding',
    payload: z.object({ grounds: words(2000) }),
  },
  signPaper: {
    by: audit.perform,
    title: text('复核签发', 'Sign it off'),
    nature: 'finding',
    capacity: 'reviewer',
    payload: z.object({ remarks: words(2000).optional() }),
  },
  withdrawPaper: {
    by: audit.perform,
    title: text('撤回底稿', 'Withdraw the paper'),
    nature: 'record',
    notices: [
      { to: 'internalAudit', about: text('一份工作底稿已撤回', 'A working paper was withdrawn') },
    ],
    payload: z.object({ reasons: words(2000) }),
  },
  flagPaperStale: {
    by: clock.strike,
    title: text('底稿逾期未提交', 'The paper was not submitted in time'),
    nature: 'record',
    notices: [
      { to: 'internalAudit', about: text('工作底稿逾期未提交', 'A working paper is overdue') },
    ],
    payload: nothing,
  },
  flagReviewLate: {
    by: clock.strike,
    title: text('底稿逾期未复核', 'The paper was not reviewed in time'),
    nature: 'record',
    notices: [
      { to: 'internalAudit', about: text('工作底稿逾期未复核', 'A review of a paper is overdue') },
    ],
    payload: nothing,
  },
  ...workEvents,
} as const satisfies EventTable

const named = (field: string) => (payload: Readonly<Record<string, unknown>> | undefined) =>
  payload?.[field] === undefined
    ? undefined
    : ({ kind: 'process', process: payload[field] as string } as const)

export const facts = {
  paperEngagement: {
    title: text('底稿所属审计项目', 'The engagement of the paper'),
    kind: 'process',
    key: ({ payload }) => named('engagement')(payload),
  },
  paperSample: {
    title: text('底稿所查样本', 'The sample that it examines'),
    kind: 'process',
    key: ({ payload }) => named('sample')(payload),
  },
  replacedPaper: {
    title: text('被取代的底稿', 'The paper in whose place it stands'),
    kind: 'process',
    key: ({ payload }) => named('replaces')(payload),
  },
  engagementNow: {
    title: text('审计项目现况', 'The engagement as it stands'),
    kind: 'process',
    key: ({ context: { engagement } }) =>
      engagement === null ? undefined : { kind: 'process', process: engagement },
  },
} as const satisfies FactTable<PaperContext>

export type PaperEvent = Asked<typeof events, typeof facts>
export type PaperEventOf<K extends PaperEvent['type']> = Extract<PaperEvent, { type: K }>
export const paperTypes = chartTypes<PaperContext, PaperEvent>()
