/** Rules of a reported risk. */
import { setup } from 'xstate'
import { guardsOf, rulesFor } from '../../../core/rules.ts'
import { everydayRules } from '../../everyday.ts'
import { said } from '../said.ts'
import type { RiskContext } from './context.ts'
import { riskTypes } from './events.ts'
import type { RiskEvent, facts } from './events.ts'

const rule = rulesFor<RiskContext, RiskEvent, typeof facts>()
const audit = '2022-9:19'

export const rules = {
  riskSourceIsKnown: rule.ofEvent('reportRisk', {
    ...said(
      ['没有所述的来源流程', 'There is no such process'],
      ['指明发现风险的流程', 'Name the process from which the risk comes'],
      audit,
    ),
    field: ['source'],
    reads: ['riskSource'],
    holds: ({ facts: { riskSource } }) => riskSource !== null,
  }),
  /** An engagement of the same unit that has not reported yet. */
  engagementTakesRisk: rule.ofEvent('takeRisk', {
    ...said(
      [
        '须纳入同一单位尚未出具报告的审计项目',
        'It is taken into an engagement of the same unit that has not reported yet',
      ],
      ['指明此类审计项目，或先立项', 'Name such an engagement, or propose one first'],
      audit,
    ),
    field: ['engagement'],
    reads: ['takenInto'],
    holds: ({ facts: { takenInto } }, c) =>
      takenInto !== null &&
      !takenInto.final &&
      takenInto.context['report'] === null &&
      takenInto.context['team'] !== undefined &&
      (c.unit === null || takenInto.context['unit'] === c.unit),
  }),
  secondAuditor: rule.ofCase({
    ...said(
      ['提议人不得自行确认', 'Whoever proposed the dismissal does not judge it'],
      ['由另一名审计人员办理', 'Another auditor must do it'],
      audit,
    ),
    holds: (c, { by }) => c.proposedBy === null || c.proposedBy !== by.person,
  }),
  noPartInRisk: rule.ofCase({
    ...said(
      ['已回避的人员不得判断该风险', 'Whoever stepped aside does not judge the risk'],
      ['由其他审计人员办理', 'Another auditor must do it'],
      '2019-38:independence',
    ),
    holds: (c, { by }) => by.person === undefined || !c.work.recused.includes(by.person),
  }),
  notAside: rule.ofCase({
    ...said(
      ['已经回避', 'Has stepped aside already'],
      ['无需再次回避', 'Once is enough'],
      '2019-38:independence',
    ),
    holds: (c, { by }) => by.person === undefined || !c.work.recused.includes(by.person),
  }),
  ...everydayRules,
} as const

export const chart = setup({
  types: riskTypes,
  guards: guardsOf<RiskContext, RiskEvent, typeof rules>(rules),
})
