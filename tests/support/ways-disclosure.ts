// How far the disclosure of a product has come.

import type { Disclosed } from './actors-disclosure.ts'

type Given = Parameters<Disclosed['of']['business']['opens']>[0]
export type Way = (c: Disclosed, opening?: Given) => Promise<Disclosed>
type Copy = Parameters<Disclosed['of']['business']['submits']>[0]
type Published = Parameters<Disclosed['of']['business']['publishes']>[0]
type With = { readonly opening?: Given; readonly copy?: Copy; readonly published?: Published }

export const submitted = async (c: Disclosed, w: With = {}): Promise<Disclosed> => {
  await c.of.business.opens(w.opening)
  await c.of.business.submits(w.copy)
  return c
}
export const checked = async (c: Disclosed, w: With = {}): Promise<Disclosed> => {
  await submitted(c, w)
  await c.of.officer.checks()
  await c.of.lawyer.checks()
  return c
}
export const approved = async (c: Disclosed, w: With = {}): Promise<Disclosed> => {
  await c.reviews({ content: 1 })
  await checked(c, w)
  await c.of.officer.passes()
  return c
}
export const published = async (c: Disclosed, w: With = {}): Promise<Disclosed> => {
  await approved(c, w)
  await c.of.business.publishes(w.published)
  return c
}
/** A page differs from what was published. */
export const drifted = async (c: Disclosed, w: With = {}): Promise<Disclosed> => {
  await published(c, w)
  await c.of.system.findsDrift()
  return c
}
export const remedied = async (c: Disclosed, w: With = {}): Promise<Disclosed> => {
  await drifted(c, w)
  await c.of.business.listsAffected()
  await c.of.business.remedies()
  return c
}
export const corrected = async (c: Disclosed, w: With = {}): Promise<Disclosed> => {
  await remedied(c, w)
  await c.of.business.corrects()
  return c
}
export const shown = async (c: Disclosed, w: With = {}): Promise<Disclosed> => {
  await published(c, w)
  await c.to.system.shows()
  return c
}
export const acknowledged = async (c: Disclosed, w: With = {}): Promise<Disclosed> => {
  await shown(c, w)
  await c.to.channel.confirms()
  return c
}
export const inService = async (c: Disclosed, w: With = {}): Promise<Disclosed> => {
  await acknowledged(c, w)
  await c.to.system.contracts()
  return c
}
export const announced = async (c: Disclosed): Promise<Disclosed> => {
  await published(c)
  await c.on.business.announces()
  return c
}

export const collecting = async (c: Disclosed): Promise<Disclosed> => {
  await c.about.officer.putsDown()
  await c.about.officer.opensYear()
  return c
}
export const signed = async (c: Disclosed): Promise<Disclosed> => {
  await collecting(c)
  await everyFigure(c)
  return c
}
export const everyFigure = async (c: Disclosed): Promise<void> => {
  await c.about.officer.signs({ of: 'M07' })
  await c.about.officer.signs({ of: 'M08', count: 5 })
  await c.about.personnel.signs({ of: 'M09', count: 700 })
  await c.about.personnel.signs({ of: 'M10', count: 30 })
  await c.about.auditor.signs({ of: 'M11', count: 4 })
}
export const locked = async (c: Disclosed): Promise<Disclosed> => {
  await signed(c)
  await c.about.second.locks()
  return c
}
export const reportSubmitted = async (c: Disclosed): Promise<Disclosed> => {
  await locked(c)
  await c.about.second.submits()
  return c
}
export const beforeCommittee = async (c: Disclosed): Promise<Disclosed> => {
  await reportSubmitted(c)
  await c.about.manager.managementEndorses()
  return c
}
export const beforeBoard = async (c: Disclosed): Promise<Disclosed> => {
  await beforeCommittee(c)
  await c.about.committee.committeeEndorses()
  return c
}
export const resolved = async (c: Disclosed): Promise<Disclosed> => {
  await beforeBoard(c)
  await c.about.board.resolves()
  return c
}
export const disclosed = async (c: Disclosed): Promise<Disclosed> => {
  await resolved(c)
  await c.about.officer.publishes()
  return c
}
