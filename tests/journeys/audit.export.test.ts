// An export of the trail as a process: who orders it, what refuses it, and what becomes of one that is
// never handed over.

import { describe, expect, test } from 'vitest'
import { encodeId } from '../../api/graphql/ids.ts'
import type { Mechanism } from '../../engine/core/mechanism.ts'
import { exporting } from '../../engine/mechanisms/audit/export/part.ts'
import { audit } from '../../engine/mechanisms/audit/index.ts'
import { isRefused } from '../support/actors.ts'
import { exportIn } from '../support/actors-export.ts'
import type { ExportCast } from '../support/actors-export.ts'
import { everyClockStrikes } from '../support/journey-clocks.ts'
import { everyRuleRefuses } from '../support/journey-rules.ts'
import { toldOf } from '../support/journey-found.ts'
import { journeyOfFile } from '../support/journey-of-file.ts'
import type { Journey } from '../support/journey.ts'
import { INSTITUTION } from '../support/world.ts'

let journey: Journey
journeyOfFile({ newcomers: false }, (opened) => (journey = opened))
const open = () => {
  journey.at('2026-03-02 09:00')
  const c = exportIn(journey)
  return { c, file: c.file }
}
const minute = () => journey.world.at(new Date(Date.parse(journey.now()) + 60_000).toISOString())
const somewhere = encodeId('Entry', INSTITUTION)

/** Whatever else stands in the mechanism. */
const own: Mechanism = {
  ...audit,
  rules: exporting.rules,
  separation: exporting.separation,
  clocks: exporting.clocks,
}

describe('an export', () => {
  test.each(['auditor', 'supervisor', 'regulator'] as const)(
    'is ordered by the %s, and internal audit is told',
    async (who) => {
      const { c, file } = open()
      await c[who].orders({ mechanisms: ['M07'], since: '2026-01-01T00:00:00.000Z' })
      expect(file.stands()).toBe('handingOver')
      expect(toldOf(await file.entries(), 'orderExport')).toEqual(['internalAudit'])
      expect(await file.reads()).toMatchObject({
        title: { en: 'Export of the trail: ocel, entries 1 to 3' },
        facts: { reason: 'yearly audit', mechanisms: ['M07'], sha256: null, brokenOff: null },
      })
    },
  )

  test('says nothing of the file but by the courier, who has it in hand', async () => {
    const { c, file } = open()
    await c.auditor.orders()
    const notTheirs = { kind: 'NOT_YOUR_DUTY', rule: 'courier.handOver', article: 'house:trail' }
    await isRefused(c.auditor.records(), notTheirs)
    await isRefused(c.regulator.abandons(), notTheirs)
    expect(file.stands()).toBe('handingOver')
  })

  test('is asked about while it goes on', async () => {
    const { c, file } = open()
    await c.auditor.orders()
    await c.supervisor.inquires({ answerBy: '2026-03-04' })
    await c.auditor.answersInquiry()
    await c.auditor.notes()
    expect(await file.facts()).toMatchObject({ work: { inquiries: [{ answered: true }] } })
  })
})

const inquired: (c: ExportCast) => Promise<void> = async (c) => {
  await c.auditor.orders()
  await c.regulator.inquires()
}
everyRuleRefuses({
  mechanism: own,
  stands: [
    {
      where: 'before anything is exported',
      way: async () => undefined,
      refusals: [
        ['serviceExportsNothing', 'orderExport', (c: ExportCast) => c.service.orders()],
        ['rangeHoldsSomething', 'orderExport', (c) => c.auditor.orders({ from: 4, to: 3 })],
      ],
    },
    {
      where: 'while it is handed over',
      way: async (c) => {
        await c.auditor.orders()
      },
      refusals: [
        ['someInquiryOpen', 'answerInquiry', (c) => c.auditor.answersInquiry()],
        ['someBreachOpen', 'explainBreach', (c) => c.auditor.explainsBreach()],
      ],
    },
    {
      where: 'while it is asked about',
      way: inquired,
      refusals: [
        ['inquiryOpen', 'answerInquiry', (c) => c.auditor.answersInquiry({ inquiry: somewhere })],
      ],
    },
  ],
  never: { breachOpen: 'no clock of an export is a deadline, so there is no breach to explain' },
  open,
  minute,
})

everyClockStrikes<ExportCast>({
  mechanism: own,
  clocks: [
    {
      clock: 'handOver',
      way: async (c) => {
        await c.auditor.orders()
      },
      lastDay: '2026-03-03',
      event: 'lapseExport',
      told: [],
      stands: { case: 'brokenOff' },
      facts: { brokenOff: 'LAPSED', sha256: null },
    },
    {
      clock: 'inquiry',
      way: async (c) => {
        await journey.setsPolicy('audit.export', 7)
        await c.auditor.orders()
        await c.supervisor.inquires({ answerBy: '2026-03-04' })
        await journey.setsPolicy('audit.export', 1)
      },
      lastDay: '2026-03-04',
      event: 'markInquiryOverdue',
      told: ['seniorManagement'],
      stands: { case: 'handingOver' },
      facts: { work: { inquiries: [{ overdue: true }] } },
    },
  ],
  journey: () => journey,
  open,
})
