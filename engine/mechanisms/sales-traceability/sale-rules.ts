/** Rules of the sale: who sells what to whom, what is recorded of it, and what was sold. */
import { rulesFor } from '../../core/rules.ts'
import type { facts, RecordingEvent } from './events.ts'
import { said } from './said.ts'
import { drawn } from './sampling.ts'
import { rowNamed, rowOf } from './scope.ts'
import type { RecordingContext } from './terms.ts'

type C = RecordingContext
const rule = rulesFor<C, RecordingEvent, typeof facts>()
const seals = ['completeRecording', 'reportRectified'] as const

export const scopingRules = {
  unitNamed: rule.ofEvent('openRecording', {
    ...said(
      ['须指明销售所属部门', 'The unit that sells is not named'],
      ['指明部门', 'Name the unit'],
      '2022-9:12',
    ),
    field: ['unit'],
    holds: ({ payload, by }) => (payload.unit ?? by.unit) !== undefined,
  }),
  sellerNamed: rule.ofEvent('openRecording', {
    ...said(
      ['由人员销售的须指明销售人员', 'Where a person sells, that person is named'],
      ['指明销售人员', 'Name the seller'],
      '2022-9:12',
    ),
    field: ['seller'],
    holds: ({ payload }) => payload.channel === 'internet' || payload.seller !== undefined,
  }),
  sellerNotRestricted: rule.ofEvent('openRecording', {
    ...said(
      [
        '该销售人员因培训未达标被限制从事销售',
        'The seller is restricted from sales for want of training',
      ],
      [
        '由其他人员销售，或先完成培训考试',
        'Let another person sell, or pass the examination first',
      ],
      '2022-9:17',
    ),
    field: ['seller'],
    reads: ['sellerTraining'],
    holds: ({ facts }) =>
      !(facts.sellerTraining ?? []).some((t) => t.paths.includes('case.restricted')),
  }),
  insuranceStated: rule.ofEvent('openRecording', {
    ...said(
      [
        '保险销售须载明期限、投连、年龄和渠道，其他销售不载明',
        'A sale of insurance states term, kind, age and agency; no other sale does',
      ],
      ['使产品类别与保险信息一致', 'Let the class of product and the insurance agree'],
      '2017-54:6',
    ),
    field: ['insurance'],
    holds: ({ payload }) =>
      (payload.productClass === 'insurance') === (payload.insurance !== undefined),
  }),
  inScope: rule.ofEvent('openRecording', {
    ...said(
      ['不属于须录制的销售', 'No rule asks for a recording of this sale'],
      ['仅须录制的销售进入录制', 'Only a sale in scope is recorded'],
      '2022-9:12',
    ),
    holds: ({ payload }) =>
      rowOf({
        channel: payload.channel,
        productClass: payload.productClass,
        insurance: payload.insurance ?? null,
        housePolicy: payload.housePolicy ?? false,
      }) !== undefined,
  }),
} as const

export const captureRules = {
  oneSegment: rule.ofEvent(seals, {
    ...said(
      ['录制须连续完整，不得剪接', 'A recording is continuous; it is not spliced'],
      ['从头录制为一个文件', 'Record it from the beginning, in one piece'],
      '2017-54:8',
    ),
    field: ['segments'],
    holds: ({ type, payload }) =>
      type === 'completeRecording'
        ? payload.segments === 1
        : payload.supplement === undefined || payload.supplement.segments === 1,
  }),
  recordedFromStart: rule.ofEvent('completeRecording', {
    ...said(
      [
        '录制须在同意或重新录制之后从头开始，且不晚于现在',
        'The recording began before the consent or the last restart, or in the future',
      ],
      ['从头重新录制', 'Record it again from the beginning'],
      '2017-54:8',
    ),
    field: ['startedAt'],
    holds: ({ payload, at }, c) =>
      payload.startedAt >= (c.startedAt ?? '') && payload.startedAt <= at,
  }),
  keyLinksComplete: rule.ofEvent(seals, {
    ...said(
      ['录制缺少规定的关键环节', 'A key link that the rule of the sale asks for is missing'],
      ['补录全部关键环节', 'Record every key link'],
      '2017-54:7',
    ),
    field: ['links'],
    holds: ({ type, payload }, c) => {
      const given = type === 'completeRecording' ? payload.links : payload.supplement?.links
      return given === undefined || (rowNamed(c.rule)?.links ?? []).every((l) => given.includes(l))
    },
  }),
  recordingIntact: rule.ofCase({
    ...said(
      ['须有完整封存的录制', 'There is no sealed recording that is intact'],
      ['重新录制或补录', 'Record it again, or supplement it'],
      '2017-54:8',
    ),
    holds: (c) => c.contentSealed !== null,
  }),
} as const

export const contractRules = {
  saleInOrder: rule.ofEvent('concludeSale', {
    ...said(
      [
        '成交日须在录制完成之后且不晚于今日',
        'The sale is dated before its recording or after today',
      ],
      ['载明成交的日期', 'Give the day of the contract'],
      '2017-54:8',
    ),
    field: ['soldOn'],
    holds: ({ payload, on, at }, c) =>
      payload.soldOn >= (c.capturedOn ?? '') && payload.soldOn <= (on ?? at.slice(0, 10)),
  }),
  coolingOffStated: rule.ofEvent('concludeSale', {
    ...said(
      [
        '一年期以上保险须载明犹豫期届满日，且不早于成交日',
        'Insurance of more than a year states the end of its cooling-off period, not before the sale',
      ],
      ['载明犹豫期届满日', 'Give the last day of the cooling-off period'],
      '2017-54:10',
    ),
    field: ['coolingOffEndsOn'],
    holds: ({ payload }, c) =>
      payload.coolingOffEndsOn === undefined
        ? c.insurance?.termOverOneYear !== true
        : payload.coolingOffEndsOn >= payload.soldOn,
  }),
  drawnForInspection: rule.ofCase({
    ...said(
      ['未被抽中质检', 'It is not drawn for inspection'],
      ['未抽中的直接入库', 'What is not drawn goes to the vault'],
      '2017-54:10',
    ),
    reads: ['drawnOfProduct', 'notDrawnOfProduct'],
    holds: (c, { process, entry, facts }) =>
      drawn({
        process,
        seed: entry,
        everyOne: rowNamed(c.rule)?.inspectsEvery ?? false,
        drawnBefore: facts.drawnOfProduct ?? 0,
        notDrawnBefore: facts.notDrawnOfProduct ?? 0,
      }).by !== 'notDrawn',
  }),
  contractDatesInOrder: rule.ofEvent('recordContractEnd', {
    ...said(
      ['终止日须不早于成交日且不晚于今日', 'The contract ends before it was made, or after today'],
      ['载明合同终止的日期', 'Give the day on which it ended'],
      '2017-54:13',
    ),
    field: ['endedOn'],
    holds: ({ payload, on, at }, c) =>
      payload.endedOn >= (c.contract.soldOn ?? '') && payload.endedOn <= (on ?? at.slice(0, 10)),
  }),
  contractInForce: rule.ofCase({
    ...said(
      ['合同不在存续期', 'The contract is not in force'],
      ['仅存续合同的录制须补录', 'Only the recording of a contract in force is supplemented'],
      '2017-54:8',
    ),
    holds: (c) => c.contract.standing === 'inForce',
  }),
} as const
