// Every rule of audits, coverage and risks, refusing through GraphQL.

import { afterAll, beforeAll, describe } from 'vitest'
import { encodeId } from '../../api/graphql/ids.ts'
import type { Mechanism } from '../../engine/core/mechanism.ts'
import { coverage } from '../../engine/mechanisms/audit/coverage/part.ts'
import { engagement } from '../../engine/mechanisms/audit/engagement/part.ts'
import { audit } from '../../engine/mechanisms/audit/index.ts'
import { risk } from '../../engine/mechanisms/audit/risk/part.ts'
import {
  addAllRound,
  coverageIn,
  engagementIn,
  furnished,
  proposed,
  reported,
  riskIn,
} from '../support/actors-audit.ts'
import type { Coverage, Risk } from '../support/actors-audit.ts'
import { checkTrail } from '../support/checkTrail.ts'
import { everyRuleRefuses } from '../support/journey-rules.ts'
import type { Stand } from '../support/journey-rules.ts'
import { openJourney } from '../support/journey.ts'
import type { Journey } from '../support/journey.ts'
import { INSTITUTION } from '../support/world.ts'
import { engagementStands } from './audit.rules-engagement.ts'
import { remedyStands } from './audit.rules-remedy.ts'

let journey: Journey
beforeAll(async () => {
  journey = await openJourney()
  await addAllRound(journey)
})
afterAll(async () => {
  await checkTrail(journey.world.pool)
  await journey?.close()
})

const somewhere = encodeId('Entry', INSTITUTION)
const nobody = encodeId('Process', '00000000-0000-7000-8000-00000000ffff')

const entered: Stand<Coverage> = {
  where: 'of a unit in the universe',
  way: async (c) => {
    await furnished(journey, c.unit)
    await c.auditor.enters()
  },
  refusals: [
    ['unitIsInside', 'enterUniverse', (c) => c.auditor.enters({ unit: 'nowhere' })],
    ['notYetInUniverse', 'enterUniverse', (c) => c.auditor.enters()],
    ['closedByNow', 'closeUnit', (c) => c.manager.closesUnit({ closedOn: '2026-03-03' })],
    [
      'openingIsAsStated',
      'correctRecord',
      (c) =>
        c.auditor.correctsOpening({
          record: { openedOn: { was: '2026-03-01', is: '2026-02-01' } },
        }),
    ],
    [
      'openingIsAsStated',
      'correctRecord',
      (c) =>
        c.auditor.correctsOpening({
          record: { openedOn: { was: '2026-03-02', is: '2026-03-03' } },
        }),
    ],
    ['someInquiryOpen', 'answerInquiry', (c) => c.auditor.answersInquiry()],
    ['someBreachOpen', 'explainBreach', (c) => c.auditor.explainsBreach()],
  ],
}
const entering: Stand<Coverage> = {
  where: 'of the days of a unit',
  way: async (c) => {
    await furnished(journey, c.unit)
  },
  refusals: [
    ['datesAreKnown', 'enterUniverse', (c) => c.auditor.enters({ openedOn: '2026-03-03' })],
    [
      'datesAreKnown',
      'enterUniverse',
      (c) => c.auditor.enters({ openedOn: '2020-01-01', lastReportOn: '2024-01-01' }),
    ],
    [
      'datesAreKnown',
      'enterUniverse',
      (c) =>
        c.auditor.enters({
          openedOn: '2020-01-01',
          lastReportOn: '2019-01-01',
          reportHash: 'e5'.repeat(32),
        }),
    ],
  ],
}
const uncovered: Stand<Coverage> = {
  where: 'of a unit that goes uncovered',
  way: async (c) => {
    await furnished(journey, c.unit)
    await c.auditor.enters({ openedOn: '2021-04-01' })
    await c.auditor.recuses()
    await c.supervisor.inquires()
    await journey.passes('2026-04-02 09:00')
  },
  refusals: [
    ['notYetAside', 'recuse', (c) => c.auditor.recuses()],
    ['inquiryOpen', 'answerInquiry', (c) => c.auditor.answersInquiry({ inquiry: somewhere })],
    ['breachOpen', 'explainBreach', (c) => c.auditor.explainsBreach({ breach: somewhere })],
  ],
}

const waiting: Stand<Risk> = {
  where: 'of a reported risk',
  way: async (c) => {
    await c.officer.reportsRisk()
    await c.otherAuditor.recuses()
  },
  refusals: [
    ['riskSourceIsKnown', 'reportRisk', (c) => c.regulator.reportsRisk({ source: nobody })],
    ['engagementTakesRisk', 'takeRisk', (c) => c.auditor.takes()],
    ['engagementTakesRisk', 'takeRisk', (c) => c.auditor.takes({ engagement: nobody })],
    ['noPartInRisk', 'proposeRiskDismissal', (c) => c.otherAuditor.proposesDismissal()],
    ['notAside', 'recuse', (c) => c.otherAuditor.recuses()],
    ['someInquiryOpen', 'answerInquiry', (c) => c.auditor.answersInquiry()],
    ['someBreachOpen', 'explainBreach', (c) => c.auditor.explainsBreach()],
  ],
}
const dismissal: Stand<Risk> = {
  where: 'of the dismissal of a risk',
  way: async (c) => {
    await c.officer.reportsRisk()
    await c.otherAuditor.recuses()
    await c.auditor.proposesDismissal()
    await c.supervisor.inquires()
    await journey.passes('2026-03-10 09:00')
  },
  refusals: [
    ['secondAuditor', 'confirmRiskDismissal', (c) => c.auditor.confirmsDismissal()],
    ['secondAuditor', 'rejectRiskDismissal', (c) => c.auditor.rejectsDismissal()],
    ['noPartInRisk', 'confirmRiskDismissal', (c) => c.otherAuditor.confirmsDismissal()],
    ['noPartInRisk', 'rejectRiskDismissal', (c) => c.otherAuditor.rejectsDismissal()],
    ['inquiryOpen', 'answerInquiry', (c) => c.auditor.answersInquiry({ inquiry: somewhere })],
  ],
}
const elsewhere: Stand<Risk> = {
  where: 'of a risk that is taken elsewhere',
  way: async (c) => {
    await c.officer.reportsRisk()
    await journey.passes('2026-04-02 09:00')
  },
  refusals: [
    [
      'engagementTakesRisk',
      'takeRisk',
      async (c) => {
        const other = await proposed(engagementIn(journey))
        return c.auditor.takes({ engagement: other.file.id })
      },
    ],
    [
      'engagementTakesRisk',
      'takeRisk',
      async (c) => {
        const own = engagementIn(journey, c.unit)
        journey.at('2026-03-02 09:00')
        await reported(own)
        journey.at('2026-04-02 09:10')
        return c.auditor.takes({ engagement: own.file.id })
      },
    ],
    ['breachOpen', 'explainBreach', (c) => c.auditor.explainsBreach({ breach: somewhere })],
  ],
}

/** The rules of one chart. */
const only = ({ rules, separation }: Pick<Mechanism, 'rules' | 'separation'>): Mechanism => ({
  ...audit,
  rules,
  separation,
})
const minute = () => journey.world.at(new Date(Date.parse(journey.now()) + 60_000).toISOString())
const monday = () => journey.at('2026-03-02 09:00')
const way = 'it chooses between ways, one of which is always open'

describe('of a unit', () => {
  everyRuleRefuses({
    mechanism: only(coverage),
    stands: [entered, entering, uncovered],
    never: { wasReportedOn: way, entersPlanned: way },
    open: () => {
      monday()
      const c = coverageIn(journey)
      return { c, file: c.file }
    },
    minute,
  })
})
describe('of a risk', () => {
  everyRuleRefuses({
    mechanism: only(risk),
    stands: [waiting, dismissal, elsewhere],
    never: {},
    open: () => {
      monday()
      const c = riskIn(journey)
      return { c, file: c.file }
    },
    minute,
  })
})
describe('of an engagement', () => {
  everyRuleRefuses({
    mechanism: only(engagement),
    stands: [...engagementStands, ...remedyStands],
    never: {
      leadsToOnTime: way,
      leadsToOverdue: way,
      leadsToEscalated: way,
      leadsToFollowUp: way,
      leadsToRiskAccepted: way,
    },
    open: () => {
      monday()
      const c = engagementIn(journey)
      return { c, file: c.file }
    },
    minute,
  })
})
