// The clocks of an assessment.

import type { Assessment } from '../support/actors-suitability.ts'
import type { Struck } from '../support/journey-clocks.ts'
import { FIVE_YEARS, breach, inquired, kept } from './suitability.clocks-common.ts'

const assessed = async (c: Assessment) => {
  await c.channel.asksToBeAssessed()
  await c.channel.begins()
  await c.channel.handsIn()
}
const again = async (c: Assessment) => {
  await c.channel.changes()
  await c.channel.renews()
  await c.channel.begins()
}
export const assessments: readonly Struck<Assessment>[] = [
  {
    clock: 'validity',
    way: assessed,
    lastDay: '2027-03-02',
    event: 'expireAssessment',
    told: ['businessDepartment'],
    stands: { case: 'expired' },
    facts: { level: 4 },
  },
  {
    clock: 'dayLimit',
    way: async (c) => {
      await assessed(c)
      await again(c)
      await c.channel.handsIn()
      await again(c)
    },
    lastDay: '2026-03-02',
    event: 'freeLimit',
    told: [],
    stands: { case: 'profiling' },
    facts: { limit: null },
  },
  {
    clock: 'windowLimit',
    way: async (c) => {
      await c.channel.asksToBeAssessed()
      for (const month of ['03', '04', '05', '06', '07', '08', '09', '10']) {
        c.file.journey.at(`2026-${month}-02 09:00`)
        await c.channel.begins()
        await c.file.journey.passes(`2026-${month}-04 09:00`)
      }
      await c.channel.begins()
    },
    lastDay: '2027-03-02',
    event: 'freeLimit',
    told: [],
    stands: { case: 'profiling' },
    facts: { limit: null },
  },
  {
    clock: 'profile',
    way: (c) => c.channel.asksToBeAssessed(),
    lastDay: '2026-04-01',
    event: 'lapseProfile',
    told: [],
    stands: { case: 'expired' },
    facts: { level: null },
  },
  {
    clock: 'answering',
    way: async (c) => {
      await c.channel.asksToBeAssessed()
      await c.channel.begins()
    },
    lastDay: '2026-03-03',
    event: 'lapseAnswering',
    told: [],
    stands: { case: 'profiling' },
    facts: { attempts: ['2026-03-02'] },
  },
  {
    clock: 'variance',
    way: async (c) => {
      await assessed(c)
      await again(c)
      await c.channel.handsIn({ level: 5 })
    },
    lastDay: '2026-03-12',
    event: 'lapseVariance',
    told: [],
    stands: { case: 'expired' },
    facts: { level: 4, candidate: null },
  },
  {
    clock: 'proof',
    way: async (c) => {
      await c.channel.asksToBeAssessed()
      await c.channel.provesProfessional()
    },
    lastDay: '2026-03-16',
    event: 'lapseProof',
    told: [],
    stands: { case: 'profiling' },
    facts: { professional: null, ...breach('proof') },
  },
  {
    clock: 'professional',
    way: async (c) => {
      await c.channel.asksToBeAssessed()
      await c.channel.provesProfessional()
      await c.business.acceptsProfessional()
    },
    lastDay: '2027-03-02',
    event: 'lapseProfessional',
    told: [],
    stands: { case: 'profiling' },
    facts: { professional: null },
  },
  {
    clock: 'reopening',
    way: async (c) => {
      await assessed(c)
      await c.officer.findsTampering()
    },
    lastDay: '2026-03-16',
    event: 'reportReopeningOverdue',
    told: ['seniorManagement'],
    stands: { case: 'invalidated' },
    facts: breach('reopening'),
  },
  {
    clock: 'assessmentRetention',
    way: async (c) => {
      await assessed(c)
      await c.system.endsRelationship()
    },
    lastDay: FIVE_YEARS,
    stands: { case: 'closed', assessmentRecord: 'due' },
    ...kept,
  },
  {
    ...inquired,
    way: async (c) => {
      await assessed(c)
      await c.auditor.inquires({ answerBy: '2026-03-12' })
    },
    stands: { case: 'valid' },
  },
]
