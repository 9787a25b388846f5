/** The regions beside the case: the contract, the lot, the holds, and who has the recording. */
import { text } from '../../../policies/law.ts'
import type { StateOf } from '../../core/mechanism.ts'
import { chart } from './rules.ts'

/** From its end most retention counts, so it is an event of the case, whatever else goes on in it. */
export const contract = chart.createStateConfig({
  meta: { title: text('合同', 'Contract'), phase: 'during' },
  initial: 'none',
  states: {
    none: { meta: { title: text('未成交', 'Nothing sold') }, on: { concludeSale: 'inForce' } },
    inForce: {
      meta: { title: text('存续', 'In force') },
      on: { recordContractEnd: 'ended', unwindSale: 'unwound' },
    },
    ended: {
      meta: { title: text('已终止', 'Ended') },
      on: { recordReinstatement: 'inForce', unwindSale: 'unwound' },
    },
    unwound: { meta: { title: text('已撤销', 'Unwound') } },
  },
} satisfies StateOf<typeof chart>)

/** Drawn or not is never changed; the shares of a product are counted here. */
export const sample = chart.createStateConfig({
  meta: { title: text('质检抽样', 'Sample'), phase: 'during' },
  initial: 'undecided',
  states: {
    undecided: {
      meta: { title: text('未决定', 'Not decided') },
      on: {
        concludeSale: [{ target: 'drawn', guard: 'drawnForInspection' }, { target: 'notDrawn' }],
      },
    },
    drawn: { meta: { title: text('抽中', 'Drawn') } },
    notDrawn: { meta: { title: text('未抽中', 'Not drawn') } },
  },
} satisfies StateOf<typeof chart>)

/** A dispute does not wait until the inspection is done, nor a second one until the first is over. */
export const hold = chart.createStateConfig({
  meta: { title: text('冻结', 'Hold'), phase: 'after' },
  initial: 'free',
  states: {
    free: { meta: { title: text('未冻结', 'Free') }, on: { placeHold: 'held' } },
    held: {
      meta: { title: text('已冻结', 'Held') },
      on: { releaseHold: { target: 'free', guard: 'holdIsLast' } },
    },
  },
} satisfies StateOf<typeof chart>)

export const custody = chart.createStateConfig({
  meta: { title: text('保管', 'Custody'), phase: 'after' },
  initial: 'empty',
  states: {
    empty: { meta: { title: text('无资料', 'Nothing kept') }, on: { completeRecording: 'kept' } },
    kept: {
      meta: { title: text('在库', 'Kept') },
      on: { retrieveRecording: 'retrieved', recordDestruction: 'empty' },
    },
    retrieved: {
      meta: { title: text('调阅中', 'Retrieved') },
      on: { returnRecording: 'kept', reportTampering: 'kept' },
    },
  },
} satisfies StateOf<typeof chart>)
