// Who orders an export of the trail, and who asks about it.

import { audit } from '../../engine/mechanisms/audit/index.ts'
import type { events } from '../../engine/mechanisms/audit/export/events.ts'
import { actorIn, byRule, deedsFor, isRefused } from './actors.ts'
import type { Actor } from './actors.ts'
import { PROOF } from './actors-audit.ts'
import { Case } from './journey-case.ts'
import type { Done } from './journey-case.ts'
import type { Journey } from './journey.ts'

const deed = deedsFor<typeof events>()
const exportDeeds = {
  orders: deed('orderExport', () => ({ format: 'ocel', reason: 'yearly audit', from: 1, to: 3 })),
  records: deed('recordExport', () => ({ sha256: PROOF, bytes: '1', events: 1, objects: 1 })),
  abandons: deed('abandonExport', () => ({ cause: 'failed' })),
  notes: deed('note', () => ({ text: 'for the regulator' })),
  inquires: deed('inquire', () => ({ question: 'Why the whole trail?' })),
  answersInquiry: deed('answerInquiry', (c) => ({
    inquiry: c.entryOf('inquire'),
    answer: 'A sample would not do.',
  })),
  explainsBreach: deed('explainBreach', (c) => ({
    breach: c.entryOf('inquire'),
    ground: 'workload',
    explanation: 'nobody was there',
  })),
} as const

const ROLES = {
  auditor: 'audit-1',
  supervisor: 'supervisor-1',
  regulator: 'regulator-1',
  loans: 'loans-1',
  service: 'system-1',
} as const
type Deeds = typeof exportDeeds
export type ExportCast = { readonly [K in keyof typeof ROLES]: Actor<Deeds> } & {
  readonly file: Case
  readonly refuses: (rule: string, event: string, deed: Promise<Done>) => Promise<void>
}

export function exportIn(journey: Journey): ExportCast {
  const facts = `format reason from to since until mechanisms processes body sha256 bytes events
    objects brokenOff work { inquiries { overdue answered } breaches { clock } }`
  const file = new Case({ journey, mechanism: audit, chart: 'export', facts, about: '' })
  const roles = Object.fromEntries(
    Object.entries(ROLES).map(([role, subject]) => [role, actorIn(file, subject, exportDeeds)]),
  ) as { readonly [K in keyof typeof ROLES]: Actor<Deeds> }
  return {
    ...roles,
    file,
    refuses: async (rule, event, done) => {
      await isRefused(done, byRule(audit, event, rule))
    },
  }
}
