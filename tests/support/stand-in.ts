// A mechanism in the place of a neighbour: it stands where it is told to stand, so that what reads it can
// be tried without everything that the neighbour itself asks for.

import { assign, setup } from 'xstate'
import * as z from 'zod'
import { chartTypes, defineMechanism } from '../../engine/core/mechanism.ts'
import type { Asked, EventTable, MachineOf, Mechanism } from '../../engine/core/mechanism.ts'
import { hash, line, processRef, subject } from '../../engine/core/payload.ts'
import type { SubjectKey } from '../../engine/core/values.ts'
import { text } from '../../policies/law.ts'
import { courier } from '../../policies/machinery.ts'
import { system } from '../../policies/outsiders.ts'

const context = z.object({
  about: z.string().nullable(),
  contentHash: z.string().nullable(),
  clearance: z.object({ covers: z.array(z.string()) }).nullable(),
  listing: z.string().nullable(),
  passed: z.object({ contentHash: z.string() }).nullable(),
  /** Kinds of what other mechanisms reported to it. */
  reported: z.array(z.string()),
})
type C = z.output<typeof context>

const standing = {
  contentHash: hash().optional(),
  /** Content that is cleared. */
  covers: z.array(hash()).max(5).optional(),
  listing: line(20).optional(),
  /** Content whose package has passed. */
  passed: hash().optional(),
}
interface Stood {
  readonly contentHash?: string | undefined
  readonly covers?: readonly string[] | undefined
  readonly listing?: string | undefined
  readonly passed?: string | undefined
}
const stood = (p: Stood): Partial<C> => ({
  contentHash: p.contentHash ?? null,
  clearance: p.covers ? { covers: [...p.covers] } : null,
  listing: p.listing ?? null,
  passed: p.passed === undefined ? null : { contentHash: p.passed },
})
const told = {
  by: courier.carry,
  title: text('报', 'Report'),
  nature: 'record',
  payload: z.object({ source: processRef(), kind: line(40) }),
} as const

/** `reportConcern` and `reportSignal` are what the neighbours themselves are told of others. */
export function standIn(of: {
  readonly id: string
  readonly slug: string
  readonly chart: string
}): Mechanism {
  const events = {
    stand: {
      by: system.report,
      title: text('立', 'Stand'),
      nature: 'record',
      opens: true,
      payload: z.object({
        product: subject('product').optional(),
        campaign: subject('campaign').optional(),
        partner: subject('partner').optional(),
        person: subject('person').optional(),
        ...standing,
      }),
    },
    approve: {
      by: system.report,
      title: text('准', 'Stand approved'),
      nature: 'record',
      opens: true,
      payload: z.object({ product: subject('product') }),
    },
    move: {
      by: system.report,
      title: text('动', 'Move'),
      nature: 'record',
      payload: z.object(standing),
    },
    restrict: {
      by: system.report,
      title: text('限', 'Restrict'),
      nature: 'record',
      payload: z.object({}),
    },
    finish: {
      by: system.report,
      title: text('终', 'Finish'),
      nature: 'record',
      payload: z.object({}),
    },
    reportConcern: told,
    reportSignal: told,
  } as const satisfies EventTable
  type E = Asked<typeof events>
  const chart = setup({ types: chartTypes<C, E>() })
  const machine = chart.createMachine({
    id: of.id,
    type: 'parallel',
    context: {
      about: null,
      contentHash: null,
      clearance: null,
      listing: null,
      passed: null,
      reported: [],
    },
    states: {
      case: {
        meta: { title: text('邻', 'Neighbour'), phase: 'before' },
        initial: 'nowhere',
        states: {
          nowhere: {
            meta: { title: text('无', 'Nowhere') },
            on: {
              stand: {
                target: 'standing',
                actions: assign(({ event: { payload: p } }) => ({
                  about: p.campaign ?? p.partner ?? p.person ?? p.product ?? null,
                  ...stood(p),
                })),
              },
              approve: {
                target: 'approved',
                actions: assign(({ event: { payload: p } }) => ({ about: p.product })),
              },
            },
          },
          standing: {
            meta: { title: text('在', 'Standing') },
            on: {
              move: { actions: assign(({ event: { payload: p } }) => stood(p)) },
              reportConcern: {
                actions: assign(({ context: c, event: { payload: p } }) => ({
                  reported: [...c.reported, p.kind],
                })),
              },
              reportSignal: {
                actions: assign(({ context: c, event: { payload: p } }) => ({
                  reported: [...c.reported, p.kind],
                })),
              },
              restrict: 'restricted',
              finish: 'finished',
            },
          },
          approved: {
            meta: { title: text('准', 'Approved') },
            on: { finish: 'finished' },
          },
          restricted: {
            meta: { title: text('限', 'Restricted') },
            on: { finish: 'finished' },
          },
          finished: { type: 'final', meta: { title: text('终', 'Finished') } },
        },
      },
    },
  } satisfies MachineOf<typeof chart>)
  return defineMechanism({
    id: of.id,
    kind: 'mechanism',
    slug: of.slug,
    title: text('邻', 'Neighbour'),
    edition: { from: '2026-01-01', revision: 1, basis: 'statute', articles: ['2022-9:9'] },
    context,
    facts: {},
    events,
    rules: {},
    separation: {},
    charts: { [of.chart]: machine },
    clocks: {},
    about: (c) => ({
      subjects: c.about === null ? [] : [c.about as SubjectKey],
      title: text('邻', 'Neighbour'),
    }),
    reactions: [],
    samples: {
      stand: () => ({ product: 'product:demo-loan' }),
      approve: () => ({ product: 'product:demo-loan' }),
      move: () => ({}),
      reportConcern: ({ lastEntry }) => ({ source: lastEntry, kind: 'concern' }),
      reportSignal: ({ lastEntry }) => ({ source: lastEntry, kind: 'signal' }),
    },
  })
}
