/** Rules of a recorded sample. */
import { setup } from 'xstate'
import { guardsOf, rulesFor } from '../../../core/rules.ts'
import { everydayRules } from '../../everyday.ts'
import { said } from '../said.ts'
import type { SampleContext } from './context.ts'
import { sampleTypes } from './events.ts'
import type { SampleEvent, facts } from './events.ts'

const rule = rulesFor<SampleContext, SampleEvent, typeof facts>()
const trail = 'house:trail'

export const rules = {
  sampleServesEngagement: rule.ofEvent('orderSample', {
    ...said(
      ['没有所述的审计项目', 'There is no such engagement'],
      ['指明审计项目，或不指明', 'Name an engagement, or none'],
      '2022-9:19',
    ),
    field: ['engagement'],
    reads: ['sampledFor'],
    holds: ({ payload, facts: { sampledFor } }) =>
      payload.engagement === undefined || sampledFor?.context['team'] !== undefined,
  }),
  /** What a method needs is there, and nothing that it does not know. */
  methodHasItsMeans: rule.ofEvent('orderSample', {
    ...said(
      [
        '分层抽样须说明分层依据，货币单位抽样须说明金额所在，其他方法均不须',
        'A stratified sample says by what, a monetary one where its amounts stand, and no other says either',
      ],
      ['按抽样方法填写', 'Give what the method needs'],
      trail,
    ),
    field: ['method'],
    holds: ({ payload: { method, stratum, amount, currency } }) =>
      (method === 'stratified') === (stratum !== undefined) &&
      (method === 'monetary') === (amount !== undefined) &&
      (amount === undefined) === (currency === undefined),
  }),
  /** Words may name somebody, and what is recorded stays: a recorded population is not asked for by words. */
  populationIsNotByWords: rule.ofEvent('orderSample', {
    ...said(
      [
        '记录在案的抽样不得以检索词限定总体',
        'The population of a recorded sample is not asked for by words',
      ],
      ['改用机制、事项、时间等条件', 'Ask by mechanism, event, time or another condition'],
      'pipl:6',
    ),
    field: ['filter'],
    holds: ({ payload: { filter } }) => filter.every(({ by }) => by !== 'text'),
  }),
  ...everydayRules,
} as const

export const chart = setup({
  types: sampleTypes,
  guards: guardsOf<SampleContext, SampleEvent, typeof rules>(rules),
})
