// How far a partner has come, by the deeds of those who act in its case.

import { DILIGENCE } from '../../engine/mechanisms/partner-list/terms.ts'
import { EVIDENCE } from './actors-partner.ts'
import type { Partnership, Proposal } from './actors-partner.ts'

type Way = (c: Partnership, proposal?: Proposal) => Promise<Partnership>
export const assessing: Way = async (c, proposal) => {
  await c.business.proposes(proposal)
  await c.officer.beginsDiligence()
  return c
}
/** Each aspect by the body that owns it. */
export const everyAspect = async (c: Partnership): Promise<Partnership> => {
  for (const aspect of DILIGENCE) {
    const by = { compliance: c.lawyer, reputation: c.overseer }
    await (aspect in by ? by[aspect as keyof typeof by] : c.business).assesses({ aspect })
  }
  return c
}
export const rated: Way = async (c, proposal) => {
  await assessing(c, proposal)
  await everyAspect(c)
  await c.overseer.reportsDiligence({ qualificationHash: EVIDENCE })
  return c
}
export const submitted: Way = async (c, proposal) => {
  await rated(c, proposal)
  await c.business.submits()
  return c
}
export const contracting: Way = async (c, proposal) => {
  await submitted(c, proposal)
  await c.manager.approves()
  return c
}
export const listed: Way = async (c, proposal) => {
  await contracting(c, proposal)
  await c.lawyer.signs()
  return c
}
export const active: Way = async (c, proposal) => {
  await listed(c, proposal)
  await c.officer.publishes()
  return c
}
export const watched: Way = async (c, proposal) => {
  await active(c, proposal)
  await c.system.signals()
  return c
}
export const remedying: Way = async (c, proposal) => {
  await watched(c, proposal)
  await c.overseer.confirmsViolation()
  await c.overseer.ordersRemediation()
  return c
}
export const suspended: Way = async (c, proposal) => {
  await active(c, proposal)
  await c.officer.suspends()
  return c
}
export const exiting: Way = async (c, proposal) => {
  await active(c, proposal)
  await c.business.terminates()
  return c
}
export const running: Way = async (c, proposal) => {
  await exiting(c, proposal)
  await c.business.plansExit()
  return c
}
/** Everything that has to be there before the exit is complete. */
export const runDown = async (c: Partnership): Promise<Partnership> => {
  await c.business.plansExit()
  await c.officer.updatesList()
  await c.business.declaresReturn()
  await c.privacy.verifiesReturn()
  return c
}
