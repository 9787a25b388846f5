/** Rules of inspection and keeping: rectification, holds, retrieval, disposal, corrections. */
import { rulesFor } from '../../core/rules.ts'
import type { facts, RecordingEvent } from './events.ts'
import { said } from './said.ts'
import { matterOf, openHolds } from './terms.ts'
import type { RecordingContext } from './terms.ts'

type C = RecordingContext
const rule = rulesFor<C, RecordingEvent, typeof facts>()
const today = ({ on, at }: Pick<RecordingEvent, 'on' | 'at'>): string => on ?? at.slice(0, 10)

export const rectificationRules = {
  supplementGiven: rule.ofEvent('reportRectified', {
    ...said(
      ['录制已受损，须补录', 'The recording is damaged: it must be supplemented'],
      ['与消费者重新录制并封存', 'Record it anew with the consumer, and seal it'],
      '2017-54:8',
    ),
    field: ['supplement'],
    holds: ({ payload }, c) => c.contentSealed !== null || payload.supplement !== undefined,
  }),
  supplementIsNew: rule.ofEvent('reportRectified', {
    ...said(
      ['补录须为新的录制', 'What was sealed before is no supplement'],
      ['封存新的录制，原录制保持不变', 'Seal a new recording and leave the original as it is'],
      '2017-54:8',
    ),
    field: ['supplement', 'contentHash'],
    holds: ({ payload }, c) => !c.seals.some((s) => s.seal === payload.supplement?.contentHash),
  }),
  orderAhead: rule.ofEvent('insistOnRectification', {
    ...said(
      ['期限须在今日之后', 'The day that is set has passed'],
      ['设定将来的日期', 'Set a day that is to come'],
      '2017-54:10',
    ),
    field: ['rectifyBy'],
    holds: (e) => e.payload.rectifyBy > today(e),
  }),
} as const

export const holdRules = {
  somethingRecorded: rule.ofCase({
    ...said(
      ['尚无录制资料', 'Nothing has been recorded yet'],
      ['录制完成后方可冻结', 'Only what was recorded can be held'],
      '2017-54:13',
    ),
    holds: (c) => c.capturedOn !== null,
  }),
  someHoldOpen: rule.ofCase({
    ...said(
      ['须有未解除的冻结', 'Nothing is held'],
      ['目前没有冻结', 'There is no hold to release'],
      '2017-54:13',
    ),
    holds: (c) => openHolds(c).length > 0,
  }),
  holdOpen: rule.ofEvent('releaseHold', {
    ...said(
      ['须为尚未解除的冻结', 'The hold named is open'],
      ['指明尚未解除的冻结', 'Name a hold that is not released'],
      '2017-54:13',
    ),
    field: ['hold'],
    holds: ({ payload }, c) => openHolds(c).some((h) => h.hold === payload.hold),
  }),
  disputeEnded: rule.ofEvent('releaseHold', {
    ...said(
      ['所涉争议尚未终结', 'The matter for which it is held has not ended'],
      ['待争议最终解决后解除', 'Release it when the matter is finally resolved'],
      '2017-54:13',
    ),
    field: ['hold'],
    reads: ['matter'],
    holds: ({ payload, facts }, c) =>
      matterOf(c, payload.hold) === null || (facts.matter?.final ?? false),
  }),
  disputeEndDated: rule.ofEvent('releaseHold', {
    ...said(
      ['终结日不得晚于今日', 'The dispute ends after today'],
      ['载明争议终结的日期', 'Give the day on which it ended'],
      '2017-54:13',
    ),
    field: ['endedOn'],
    holds: (e) => e.payload.endedOn <= today(e),
  }),
  holdIsLast: rule.ofEvent('releaseHold', {
    ...said(
      ['尚有其他冻结', 'Another hold stands'],
      ['全部解除后方为未冻结', 'It is free when the last hold is released'],
      '2017-54:13',
    ),
    holds: ({ payload }, c) => openHolds(c).every((h) => h.hold === payload.hold),
  }),
} as const

export const custodyRules = {
  recordingNotLost: rule.ofCase({
    ...said(
      ['资料已灭失，无可调阅', 'The recording is lost'],
      ['补录后方可调阅', 'It can be retrieved once it is supplemented'],
      '2017-54:14',
    ),
    holds: (c) => c.integrity !== 'lost',
  }),
  sealUnbroken: rule.ofEvent('returnRecording', {
    ...said(
      ['归还的资料与封存的不一致', 'What came back is not what was sealed'],
      ['报告资料被编辑', 'Report that it was edited'],
      '2017-54:14',
    ),
    field: ['contentHash'],
    // What was known to be damaged when it went out has no seal that could be broken.
    holds: ({ payload }, c) => c.contentSealed === null || payload.contentHash === c.contentSealed,
  }),
  notRetrieved: rule.ofCase({
    ...said(
      ['资料尚在调阅中', 'The recording has been retrieved and is not back'],
      ['归还后办理', 'It must be returned first'],
      '2017-54:14',
    ),
    holds: (c) => c.retrieval === null,
  }),
  keptLonger: rule.ofEvent('declineDisposal', {
    ...said(
      ['继续保存的期限须在今日之后', 'The day until which it is kept has passed'],
      ['设定将来的日期', 'Set a day that is to come'],
      '2017-54:13',
    ),
    field: ['keepUntil'],
    holds: (e) => e.payload.keepUntil > today(e),
  }),
} as const

export const workRules = {
  notYetRecused: rule.ofCase({
    ...said(
      ['已经回避', 'You have stepped aside already'],
      ['无须再次回避', 'Nothing more is needed'],
      '2019-38:independence',
    ),
    holds: (c, { by }) => !c.work.recused.includes(by.person ?? ''),
  }),
  recordIsAsStated: rule.ofEvent('correctRecord', {
    ...said(
      ['原记录与所述不符', 'The record is not as stated'],
      ['按现有记录载明原值', 'State the value that is recorded now'],
      'house:sales-traceability',
    ),
    field: ['record'],
    holds: ({ payload: { record } }, c) => {
      if ('label' in record) return record.label.was === c.label
      if ('coolingOffEndsOn' in record)
        return record.coolingOffEndsOn.was === c.contract.coolingOffEndsOn
      return record.contractEndedOn.was === c.contract.endedOn
    },
  }),
  correctionInOrder: rule.ofEvent('correctRecord', {
    ...said(
      [
        '更正后的终止日须不早于成交日且不晚于今日，犹豫期届满日不早于成交日',
        'The corrected end lies before the sale or after today, or the cooling-off period ends before the sale',
      ],
      ['载明实际的日期', 'State the day as it was'],
      '2017-54:13',
    ),
    field: ['record'],
    holds: (e, c) => {
      const { record } = e.payload
      const sold = c.contract.soldOn ?? ''
      if ('coolingOffEndsOn' in record) return record.coolingOffEndsOn.is >= sold
      if (!('contractEndedOn' in record)) return true
      return record.contractEndedOn.is >= sold && record.contractEndedOn.is <= today(e)
    },
  }),
} as const
