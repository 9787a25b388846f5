/**
 * The work on a complaint, inside `case.handling` (2020 No. 3 arts 17–19).
 *
 * Deviations from the usual drawing of this chart:
 * - `ready` is not final: the decision is taken from it, and only from it, so nobody decides without a
 *   handler, without having heard the complainant, or past the legal check.
 * - Legal and compliance may object, and then the matter is investigated further.
 * - Drafting needs contact with the complainant, or three attempts at it (art. 17).
 * - `transcribed` is for what an earlier register records as handled without saying how. Walking the
 *   other states for it would invent a contact and a legal check that no source attests.
 */
import { assign } from 'xstate'
import { text } from '../../../policies/law.ts'
import { assigned, decided, settled } from './effects.ts'
import { appointable } from './everywhere.ts'
import { complaint } from './kit.ts'
import type { Part } from './kit.ts'

const decision = [
  'planActiveWhereMajor',
  'managementOnlyWhenLate',
  'aboutParty',
  'outcomeStated',
  'settlementKept',
  'reliefComplete',
  'remediesListed',
  'reasoned',
] as const

export const workStates = {
  investigating: complaint.createStateConfig({
    meta: { title: text('核查', 'Investigating') },
    on: {
      negotiate: {
        target: 'negotiating',
        guard: { type: 'all', params: ['reached', 'aboutParty'] },
      },
      clarifyFacts: {
        target: 'drafting',
        guard: { type: 'all', params: ['contactedOrTried', 'aboutParty'] },
      },
    },
  } satisfies Part),
  negotiating: complaint.createStateConfig({
    meta: { title: text('协商', 'Negotiating') },
    on: {
      settle: {
        target: 'settled',
        guard: { type: 'all', params: ['aboutParty', 'reliefComplete'] },
        actions: assign(({ event: e }) => settled(e)),
      },
      raiseQuestion: { target: 'investigating', guard: 'aboutParty' },
      endNegotiation: { target: 'drafting', guard: 'aboutParty' },
    },
  } satisfies Part),
  settled: complaint.createStateConfig({
    meta: { title: text('已和解，待确认', 'Settled, to be confirmed') },
    on: {
      confirmSettlement: 'ready',
      declineSettlement: {
        target: 'negotiating',
        guard: 'aboutParty',
        actions: assign({ settlement: null }),
      },
    },
  } satisfies Part),
  drafting: complaint.createStateConfig({
    meta: { title: text('拟定决定', 'Drafting the decision') },
    on: {
      agreeLegally: { target: 'ready', actions: assign({ legalCheck: 'agreed' }) },
      objectLegally: {
        target: 'investigating',
        guard: 'aboutParty',
        actions: assign({ legalCheck: 'objected' }),
      },
    },
  } satisfies Part),
  ready: complaint.createStateConfig({
    meta: { title: text('待决定', 'Ready for decision') },
    on: {
      decide: {
        target: '#M07.case.decided',
        guard: { type: 'all', params: ['handlerAppointed', ...decision] },
        actions: assign(({ context: c, event: e }) => decided(c, e)),
      },
    },
  } satisfies Part),
  transcribed: complaint.createStateConfig({
    meta: { title: text('据原登记簿转录', 'Transcribed from an earlier register') },
    on: {
      decide: {
        target: '#M07.case.decided',
        guard: { type: 'all', params: ['attestedSource', ...decision] },
        actions: assign(({ context: c, event: e }) => decided(c, e)),
      },
      // Whoever takes such a complaint up here, takes it up like any other.
      assign: {
        target: '#M07.case.assigned',
        guard: appointable,
        actions: assign(({ event: e }) => assigned(e.payload.handler)),
      },
    },
  } satisfies Part),
} as const
