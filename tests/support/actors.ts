// Actors: people of the institution who act in one case, by deeds named as an onlooker would name them.

import { expect } from 'vitest'
import type * as z from 'zod'
import type { EventTable, Mechanism } from '../../engine/core/mechanism.ts'
import { RefusedDeed } from './journey-case.ts'
import type { Case, Done, How, RefusalSeen } from './journey-case.ts'

/** An event with the payload that an ordinary case would give it. */
export interface Deed<P extends object> {
  readonly event: string
  readonly payload: (c: Case) => P
  /** Called before the deed; what it gives is called once the deed is accepted, and looks at what came of it. */
  watch?(this: void, c: Case, payload: P): () => void
}
export type Deeds = Readonly<Record<string, Deed<object>>>
type Given<P> = { readonly [K in keyof P]?: P[K] | undefined }
export type Actor<D extends Deeds> = {
  readonly [K in keyof D]: (given?: Given<ReturnType<D[K]['payload']>>, how?: How) => Promise<Done>
} & { readonly subject: string; readonly id: string }

/** Typed by the events of a mechanism: a field that its payload does not have does not compile. */
export const deedsFor =
  <T extends EventTable>() =>
  <K extends keyof T & string>(
    event: K,
    payload: (c: Case) => z.input<T[K]['payload']>,
    watch?: Deed<z.input<T[K]['payload']>>['watch'],
  ): Deed<z.input<T[K]['payload']>> =>
    watch ? { event, payload, watch } : { event, payload }

/** A person who acts in a case. What is given stands in for what an ordinary case would have. */
export function actorIn<D extends Deeds>(c: Case, subject: string, deeds: D): Actor<D> {
  const acts = Object.entries(deeds).map(([name, deed]) => [
    name,
    async (given: object = {}, how?: How) => {
      const payload = { ...deed.payload(c), ...given }
      const looks = deed.watch?.(c, payload)
      const done = await c.does(subject, [deed.event, payload], how)
      looks?.()
      return done
    },
  ])
  return {
    ...(Object.fromEntries(acts) as object),
    subject,
    id: c.journey.person(subject),
  } as Actor<D>
}

/** What a refusal must say: its rule, and its kind and article where they are not the rule's own. */
export interface Expected {
  readonly rule: string
  readonly kind: string
  readonly article?: string
  readonly field?: readonly string[]
}

/** The deed is refused for this reason, said in both languages. */
export async function isRefused(deed: Promise<Done>, expected: Expected): Promise<RefusalSeen> {
  const { rule, kind, article, field } = expected
  const because = `${rule} (${article ?? 'its own article'})`
  const refusal = await refusalOf(deed, because)
  expect({ rule: refusal.rule, kind: refusal.kind }, because).toEqual({ rule, kind })
  expect(refusal.article?.citation, because).toBe(article)
  if (field) expect(refusal.field).toEqual(field)
  expect(refusal.message.zh).toMatch(/\p{Script=Han}/u)
  expect(refusal.message.en).toMatch(/^\P{Script=Han}+$/u)
  return refusal
}

async function refusalOf(deed: Promise<Done>, because: string): Promise<RefusalSeen> {
  try {
    await deed
  } catch (error) {
    if (error instanceof RefusedDeed) return error.refusal
    throw error
  }
  throw new Error(`it was accepted, although ${because} refuses it`)
}

/** A rule by its name and article: said where something goes another way without it. */
export function because({ id, rules }: Mechanism, rule: string): string {
  const text = rules[rule]
  if (!text) throw new Error(`${id} has no rule ${rule}`)
  return `${rule} (${text.article})`
}

/** The refusal that a rule of a mechanism gives when it keeps an event from being taken. */
export function byRule(mechanism: Mechanism, event: string, rule: string): Expected {
  const text = mechanism.rules[rule]
  if (!text) throw new Error(`${mechanism.id} has no rule ${rule}`)
  const separates = mechanism.separation[event]?.includes(rule) ?? false
  return {
    rule,
    kind: text.refuses ?? (separates ? 'SEPARATION' : 'NOT_NOW'),
    article: text.article,
    ...(text.field ? { field: text.field } : {}),
  }
}
