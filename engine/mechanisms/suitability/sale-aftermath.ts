/** Events after the sale: call-back, lookback, remedy, and the end of the contract. */
import * as z from 'zod'
import { business } from '../../../policies/business.ts'
import { consumerProtection } from '../../../policies/consumer-protection.ts'
import { text } from '../../../policies/law.ts'
import { clock } from '../../../policies/machinery.ts'
import { management } from '../../../policies/management.ts'
import { channel, regulator, system } from '../../../policies/outsiders.ts'
import { audit } from '../../../policies/supervisors.ts'
import type { EventTable, Notice } from '../../core/mechanism.ts'
import { day, entry, hash, money, person, processRef, unit } from '../../core/payload.ts'
import { practice, reason, statement, told, words } from './common.ts'
import { PATTERN } from './sale-terms.ts'

const notify = (
  to: readonly Notice['to'][],
  [zh, en]: readonly [string, string],
): readonly Notice[] => to.map((body) => ({ to: body, about: text(zh, en) }))
const strikes = ([zh, en]: readonly [string, string], to: readonly Notice['to'][]) =>
  ({
    by: clock.strike,
    title: text(zh, en),
    nature: 'record',
    notices: notify(to, [zh, en]),
    payload: z.object({}),
  }) as const

const remedyKind = z
  .enum(['unwind', 'compensate', 'unwindAndCompensate'])
  .meta({ id: 'SuitabilityRemedyKind' })
const remedy = {
  kind: remedyKind,
  amount: money().optional(),
  told,
  /** Day by which it is performed once it is accepted. */
  performBy: day(),
}

const lookbackEvents = {
  recordCallBack: {
    by: [consumerProtection.superviseSuitability, business.sellSuitably],
    title: text('记录回访', 'Record the call-back'),
    nature: 'finding',
    regions: ['callBack'],
    capacity: 'inspector',
    notices: [
      {
        to: 'consumerProtection',
        about: text('回访发现疑点', 'A call-back raised doubts'),
        when: { counts: 'callBackDoubtful', atLeast: 1 },
      },
    ],
    payload: z.object({ reached: z.boolean(), doubtful: z.boolean(), proof: hash() }),
  },
  reportCallBackOverdue: strikes(
    ['回访逾期', 'The call-back is overdue'],
    ['consumerProtection', 'businessDepartment'],
  ),
  passLookback: {
    by: consumerProtection.superviseSuitability,
    title: text('回查未发现问题', 'Look back and find nothing wrong'),
    nature: 'finding',
    capacity: 'inspector',
    payload: z.object({ evidence: hash() }),
  },
  failLookback: {
    by: [consumerProtection.superviseSuitability, audit.report, regulator.findMisSale],
    title: text('回查发现不适当销售', 'Find in a lookback that it was mis-sold'),
    nature: 'finding',
    capacity: 'inspector',
    afterEnd: true,
    reads: ['review', 'assessment', 'partnerCase', 'misSales'],
    notices: [
      ...notify(
        ['businessDepartment', 'consumerProtection', 'seniorManagement'],
        ['发现不适当销售', 'A mis-sale was found'],
      ),
      {
        to: 'consumerProtectionCommittee',
        about: text(
          '同一产品一季度内多次不适当销售',
          'One product was mis-sold repeatedly in a quarter',
        ),
        when: { counts: 'misSalesInQuarter', atLeast: PATTERN },
      },
    ],
    payload: z.object({
      practices: z.array(practice).min(1).max(9),
      foundOn: day(),
      staff: person().optional(),
      evidence: hash(),
      found: words(),
    }),
  },
} as const satisfies EventTable

const remedyEvents = {
  offerRemedy: {
    by: business.sellSuitably,
    title: text('提出补救', 'Offer a remedy'),
    nature: 'decision',
    capacity: 'decider',
    payload: z.object(remedy),
  },
  escalateRemedy: strikes(
    ['逾期未补救', 'No remedy was offered in time'],
    ['seniorManagement', 'supervisoryBody', 'consumerProtection'],
  ),
  reportRemedyOverdue: strikes(
    ['升级后仍未补救', 'No remedy after the escalation either'],
    ['consumerProtectionCommittee', 'supervisoryBody'],
  ),
  forceRemedy: {
    by: management.overseeSuitability,
    title: text('责令补救', 'Have a remedy offered'),
    nature: 'order',
    capacity: 'decider',
    notices: notify(['businessDepartment'], ['责令补救', 'A remedy is offered by order']),
    payload: z.object(remedy),
  },
  acceptRemedy: {
    by: channel.buy,
    title: text('接受补救', 'Accept the remedy'),
    nature: 'submission',
    payload: z.object({ statement }),
  },
  declineRemedy: {
    by: channel.buy,
    title: text('不接受补救', 'Decline the remedy'),
    nature: 'submission',
    payload: z.object({ statement }),
  },
  lapseOffer: strikes(
    ['补救方案未获答复', 'The offer was not answered'],
    ['businessDepartment', 'consumerProtection'],
  ),
  reportUnsettled: strikes(
    ['补救长期未达成', 'The remedy remains unsettled'],
    ['consumerProtection', 'seniorManagement'],
  ),
  performRemedy: {
    by: business.sellSuitably,
    title: text('履行补救', 'Perform the remedy'),
    nature: 'record',
    payload: z.object({ performedOn: day(), proof: hash() }),
  },
  reportPerformanceOverdue: strikes(
    ['补救逾期未履行', 'The remedy was not performed in time'],
    ['seniorManagement', 'consumerProtection'],
  ),
  closeUnsettled: {
    by: consumerProtection.superviseSuitability,
    title: text('转入争议解决并结束补救', 'Close the remedy; the dispute goes on elsewhere'),
    nature: 'decision',
    capacity: 'decider',
    /** The dispute in which it goes on, where there is one. */
    payload: z.object({ dispute: processRef('M08').optional(), grounds: words() }),
  },
  endContract: {
    by: [system.sell, business.sellSuitably],
    title: text('合同关系终止', 'The contract has ended'),
    nature: 'record',
    payload: z.object({ endedOn: day() }),
  },
  correctSale: {
    by: consumerProtection.superviseSuitability,
    title: text('更正销售记录', 'Correct the record of the sale'),
    nature: 'record',
    afterEnd: true,
    payload: z.object({ entry: entry(), was: unit(), is: unit(), reason: reason() }),
  },
} as const satisfies EventTable

export const saleAftermathEvents = { ...lookbackEvents, ...remedyEvents } as const
