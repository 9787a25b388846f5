// What is refused of an assessment.

import type { Assessment } from '../support/actors-suitability.ts'
import type { Stand } from '../support/journey-rules.ts'

type A = Assessment
const profiled = (c: A) => c.channel.asksToBeAssessed()
const helpedBy = (who: 'officer' | 'business') => async (c: A) => {
  await profiled(c)
  await c.channel.begins({ way: 'assisted', assistant: c[who].id })
}
const valid = async (c: A) => {
  await profiled(c)
  await c.channel.begins()
  await c.channel.handsIn()
}

export const assessmentStands: readonly Stand<A>[] = [
  {
    where: 'of a consumer who is assessed already',
    way: profiled,
    refusals: [
      ['noOpenAssessment', 'openAssessment', (c) => c.channel.asksToBeAssessed()],
      ['fiveCustomerLevels', 'beginAssessment', (c) => c.channel.begins({ levels: 4 })],
      ['assistantNamed', 'beginAssessment', (c) => c.channel.begins({ way: 'assisted' })],
      ['assistantNamed', 'beginAssessment', (c) => c.channel.begins({ assistant: c.business.id })],
      [
        'relationshipEndPast',
        'endRelationship',
        (c) => c.system.endsRelationship({ endedOn: '2026-03-03' }),
      ],
      ['unitIsAsStated', 'correctAssessment', (c) => c.officer.correctsAssessment({ was: 'hq' })],
    ],
  },
  {
    where: 'of answers that somebody helped with',
    way: helpedBy('officer'),
    refusals: [
      ['levelOfQuestionnaire', 'submitAnswers', (c) => c.channel.handsIn({ level: 6 })],
      ['finderDidNotAssist', 'reportTampering', (c) => c.officer.reportsTampering()],
      [
        'staffIsAnother',
        'reportTampering',
        (c) => c.otherOfficer.reportsTampering({ staff: c.otherOfficer.id }),
      ],
    ],
  },
  {
    where: 'of a result that somebody helped with',
    way: async (c) => {
      await helpedBy('officer')(c)
      await c.channel.handsIn()
    },
    refusals: [
      ['finderDidNotAssist', 'findTampering', (c) => c.officer.findsTampering()],
      [
        'staffIsAnother',
        'findTampering',
        (c) => c.otherOfficer.findsTampering({ staff: c.otherOfficer.id }),
      ],
    ],
  },
  {
    where: 'of the opening of what was invalidated',
    way: async (c) => {
      await helpedBy('officer')(c)
      await c.otherOfficer.reportsTampering()
    },
    refusals: [
      ['finderDidNotAssist', 'reopenAssessment', (c) => c.officer.reopens()],
      ['finderDoesNotReopen', 'reopenAssessment', (c) => c.otherOfficer.reopens()],
    ],
  },
  {
    where: 'of the standing of a professional by whoever helped before',
    way: async (c) => {
      await helpedBy('business')(c)
      await c.file.journey.passes('2026-03-05 09:00')
      await c.channel.provesProfessional()
    },
    refusals: [
      ['finderDidNotAssist', 'acceptProfessional', (c) => c.business.acceptsProfessional()],
    ],
  },
  {
    where: 'of a result that stands',
    way: valid,
    refusals: [
      [
        'relationshipEndPast',
        'endRelationship',
        (c) => c.business.endsRelationship({ endedOn: '2026-12-31' }),
      ],
    ],
  },
]
