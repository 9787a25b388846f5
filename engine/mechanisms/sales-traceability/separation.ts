/** Who may not do both: whoever sells does not inspect, retrieve or rule; nobody confirms himself. */
import { rulesFor } from '../../core/rules.ts'
import type { Participants, Uuid } from '../../core/values.ts'
import type { facts, RecordingEvent } from './events.ts'
import { said } from './said.ts'
import type { RecordingContext } from './terms.ts'

const rule = rulesFor<RecordingContext, RecordingEvent, typeof facts>()
const took = (
  participants: Participants,
  person: Uuid | undefined,
  capacities: readonly (keyof Participants)[],
): boolean =>
  person !== undefined && capacities.some((c) => participants[c]?.includes(person) ?? false)

const another = ['由其他人员办理', 'Another person must do it'] as const

export const separationRules = {
  notOwnSale: rule.ofCase({
    ...said(
      [
        '参与该笔销售或其整改的人员不得办理',
        'Whoever took part in the sale or its rectification does not act here',
      ],
      another,
      '2017-54:10',
    ),
    holds: (_, { by, participants }) =>
      !took(participants, by.person, ['seller', 'submitter', 'author']),
  }),
  inspectorNotInSales: rule.ofCase({
    ...said(
      ['质检人员不得在销售部门任职', 'An inspector holds no seat in a department that sells'],
      ['由独立于销售的人员质检', 'Somebody apart from sales must inspect'],
      '2017-54:10',
    ),
    reads: ['ownSeats'],
    holds: (_, { facts }) => !(facts.ownSeats ?? []).some((s) => s.body === 'businessDepartment'),
  }),
  notRecused: rule.ofCase({
    ...said(
      ['已回避的人员不得再参与', 'Whoever stepped aside takes no further part'],
      another,
      '2019-38:independence',
    ),
    holds: (c, { by }) => by.person === undefined || !c.work.recused.includes(by.person),
  }),
  notOwnHold: rule.ofEvent('releaseHold', {
    ...said(
      ['冻结人不得自行解除', 'Whoever placed the hold does not release it'],
      ['由其他人员解除', 'Another person must release it'],
      '2017-54:13',
    ),
    field: ['hold'],
    holds: ({ payload, by }, c) => {
      const placed = c.holds.find((h) => h.hold === payload.hold)
      return placed === undefined || placed.by === null || placed.by !== by.person
    },
  }),
  secondPerson: rule.ofCase({
    ...said(
      ['提议人不得自行批准', 'Whoever proposed the disposal does not approve it'],
      ['由第二人批准', 'A second person must approve'],
      '2017-54:13',
    ),
    holds: (c, { by }) => c.disposal === null || c.disposal.by !== by.person,
  }),
} as const

const inspects = ['notOwnSale', 'inspectorNotInSales', 'notRecused'] as const

export const separation = {
  passInspection: inspects,
  failInspection: inspects,
  orderRectification: inspects,
  insistOnRectification: ['notOwnSale'],
  unwindSale: ['notOwnSale'],
  retrieveRecording: ['notOwnSale'],
  releaseHold: ['notRecused', 'notOwnHold'],
  proposeDisposal: ['notOwnSale', 'notRecused'],
  approveDisposal: ['notOwnSale', 'secondPerson', 'notRecused'],
} as const
