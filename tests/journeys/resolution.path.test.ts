// How bodies decide, told from the notice to the effect: the committee accepts a risk of a product, the
// board approves an audit plan, a decision is rescinded, and the calendars know who met.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { engagementIn, submitted as planSubmitted } from '../support/actors-audit.ts'
import { todayIn } from '../support/actors-complaint.ts'
import {
  calendarIn,
  committeeAdopts,
  CONTENT,
  decided,
  inForce,
  meetingIn,
  met,
} from '../support/actors-resolution.ts'
import { everyArea, everyGate, referred, reviewIn } from '../support/actors-review.ts'
import { isRefused } from '../support/actors.ts'
import { checkTrail } from '../support/checkTrail.ts'
import { GATES } from '../support/gates.ts'
import { openJourney } from '../support/journey.ts'
import type { Journey } from '../support/journey.ts'
import { encodeId } from '../../api/graphql/ids.ts'
import { GOVERNANCE } from '../support/world.ts'

const INSTITUTION_PROCESS = encodeId('Institution', GOVERNANCE)

/** The committee has three members here; these act in reviews, and hold no seat in it. */
const others = [
  'protection-and-loans',
  'loans-and-management',
  'protection-and-management',
  'management-and-committee',
].map((subject) => ({
  subject,
  seats: [['hr-1', 'businessDepartment', 'consumer-loans']] as const,
}))

let journey: Journey
beforeAll(async () => {
  journey = await openJourney({ newcomers: false, others, neighbours: GATES })
})
afterAll(async () => {
  await checkTrail(journey.world.pool, { mechanisms: journey.mechanisms })
  await journey?.close()
})
const items = async (m: { file: { facts: () => Promise<unknown> } }) =>
  ((await m.file.facts()) as { items: readonly Record<string, unknown>[] }).items

/** The board appoints somebody to the committee as well. */
async function joinsCommittee(subject: string): Promise<void> {
  const appoint = {
    person: journey.person(subject),
    body: 'CONSUMER_PROTECTION_COMMITTEE',
    from: '2026-01-01',
  }
  const process = INSTITUTION_PROCESS
  const input = { process, event: { appoint } }
  expect(
    (await journey.doors.command('board-1', 'institutionCommand', input))['entry'],
  ).toBeTruthy()
}

describe('the committee accepts the risk of a disputed review', () => {
  test('by a resolution that names the very content, with a member who stands aside', async () => {
    journey.at('2026-03-02 09:00')
    const c = await referred(reviewIn(journey))
    const content = String((await c.review.facts())['contentHash'])
    const m = meetingIn(journey)
    await m.committee2.convenesCommittee({
      item: { decision: 'acceptRisk', process: c.review.id, contentHash: content },
    })
    await journey.passes('2026-03-05 09:00')
    await m.committee.opensCommittee()
    await m.committee3.discloses()
    await m.committee.votesFor()
    await m.committee2.votesAgainst()
    await m.committee2.votesFor()
    await m.committee.closesVote()
    // Nothing takes effect before the minutes are signed by a second person.
    const byResolution = { resolution: { process: m.file.id } }
    await isRefused(c.committee.acceptsRisk(byResolution), {
      rule: 'resolutionAdopted',
      kind: 'NOT_NOW',
      article: '2022-9:8',
    })
    await m.secretary.draftsMinutes()
    await m.committee.signs()
    expect(m.file.stands()).toBe('inForce')
    expect(await items(m)).toMatchObject([
      {
        outcome: 'ADOPTED',
        tally: { entitled: 2, attending: 2, for: 2, against: 0, abstain: 0, cast: false },
        effect: null,
      },
    ])

    await c.committee.acceptsRisk(byResolution)
    expect(c.review.stands()).toContain('cleared')
    const facts = await c.review.facts()
    expect(facts['resolution']).toMatchObject({
      basis: 'RESOLUTION',
      number: 'R-2026-1',
      date: '2026-03-05',
      quorum: 2,
      contentHash: content,
      outcome: 'RISK_ACCEPTED',
    })
    await journey.catchesUp()
    const [item] = await items(m)
    expect(item?.['effect']).not.toBeNull()
    // Each vote stands in the trail under the seat of whoever voted.
    const votes = (await m.file.entries()).filter((e) => e.event === 'castVote' && !e.refusal)
    expect(votes.map((e) => JSON.parse(e.leaf) as { actor: { seat?: string } })).toHaveLength(3)
    for (const vote of votes)
      expect(vote['decision']).toMatchObject({ dutyId: 'consumerProtectionCommittee.vote' })
  })

  test('and not by one about other content, of another body, or about another process', async () => {
    const c = await referred(reviewIn(journey))
    const other = await committeeAdopts(journey, {
      decision: 'acceptRisk',
      process: c.review.id,
      contentHash: CONTENT,
    })
    await isRefused(c.committee.acceptsRisk({ resolution: other.resolution }), {
      rule: 'resolutionIsOfContent',
      kind: 'NOT_NOW',
      article: '2022-9:8',
    })
    const content = String((await c.review.facts())['contentHash'])
    const adopted = { rule: 'resolutionAdopted', kind: 'NOT_NOW', article: '2022-9:8' } as const
    const ofBoard = await inForce(meetingIn(journey), {
      decision: 'acceptRisk',
      process: c.review.id,
      contentHash: content,
    })
    await isRefused(c.committee.acceptsRisk({ resolution: { process: ofBoard.file.id } }), adopted)
    const upheld = await committeeAdopts(journey, {
      decision: 'upholdOpinion',
      process: c.review.id,
      contentHash: content,
    })
    await isRefused(c.committee.acceptsRisk({ resolution: upheld.resolution }), adopted)
    // What was adopted for the one thing carries that one thing.
    await c.committee.upholdsByResolution({ resolution: upheld.resolution })
    expect(c.review.stands()).toContain('returned')
  })

  test('and minutes on paper only while the institution accepts them', async () => {
    const c = await referred(reviewIn(journey))
    await journey.setsPolicy('resolution.attestedAllowed', 0)
    await isRefused(c.committee.upholdsByResolution(), {
      rule: 'paperAccepted',
      kind: 'NOT_NOW',
      article: 'house:resolution',
    })
    await journey.setsPolicy('resolution.attestedAllowed', 1)
    await c.committee.upholdsByResolution()
    expect((await c.review.facts())['resolution']).toMatchObject({ basis: 'ATTESTED_ON_PAPER' })
  })
})

describe('the board approves the audit plan', () => {
  test('by its resolution; a later plan has other content and makes the decision outdated', async () => {
    const e = engagementIn(journey)
    await planSubmitted(e)
    await e.supervisor.endorses()
    const plan = (await e.file.facts())['plan'] as unknown as { contentHash: string }
    const m = await inForce(meetingIn(journey), {
      decision: 'approvePlan',
      process: e.file.id,
      contentHash: plan.contentHash,
    })
    const resolution = { process: m.file.id }
    // The plan is returned and submitted anew with other content: the decision is not of that.
    await e.director.returnsPlan()
    await e.auditor.submitsPlan({ contentHash: 'c3'.repeat(32) })
    await e.supervisor.endorses()
    await isRefused(e.director.approves({ resolution }), {
      rule: 'resolutionIsOfPlan',
      kind: 'NOT_NOW',
      article: '2022-9:19',
    })
    await e.director.returnsPlan()
    await e.auditor.submitsPlan()
    await e.supervisor.endorses()
    await e.director.approves({ resolution })
    expect((await e.file.facts())['plan']).toMatchObject({ approval: { basis: 'RESOLUTION' } })
  })
})

describe('a decision', () => {
  test('is rescinded by a later one of the same body, and carries nothing from then on', async () => {
    const earlier = await inForce(meetingIn(journey))
    const later = await inForce(meetingIn(journey), {
      decision: 'rescind',
      process: earlier.file.id,
      contentHash: CONTENT,
    })
    await journey.catchesUp()
    expect(await earlier.file.standsNow()).toBe('rescinded')
    expect(await items(earlier)).toMatchObject([{ outcome: 'ADOPTED', rescinded: true }])
    expect(await later.file.standsNow()).toBe('inForce')
  })
  test('is not adopted where the majority is against it', async () => {
    const m = await met(meetingIn(journey))
    await m.chair.votesFor()
    await m.second.votesAgainst()
    await m.third.abstains()
    await m.chair.closesVote()
    await m.secretary.draftsMinutes()
    await m.chair.returnsMinutes()
    await m.secretary.draftsMinutes()
    await m.second.countersigns()
    await m.chair.signs()
    expect(m.file.stands()).toBe('notAdopted')
  })
  test('waits for a meeting with a quorum, under another chair if need be', async () => {
    const m = meetingIn(journey)
    await m.second.convenesBoard()
    await m.second.addsItem()
    await m.third.withdrawsItem({ item: 2 })
    await journey.passes(`${todayIn(m.file, 3)} 09:00`)
    await m.chair.opensSession({ present: [m.chair.id] })
    expect(m.file.stands()).toBe('adjourned')
    await m.second.namesOfficers({ deputy: 'absent' })
    await m.second.reconvenes()
    await journey.passes(`${todayIn(m.file, 3)} 09:00`)
    await m.second.opensSession({ present: [m.second.id, m.third.id] })
    // A member comes, and whoever presides need not let in anybody.
    await m.chair.recordsAttendance({ member: m.chair.id, present: true })
    await m.second.demandsRecusal()
    expect(await items(m)).toMatchObject([{ recused: [] }, { outcome: 'WITHDRAWN' }])
    // More than half of the others must demand it.
    await m.chair.demandsRecusal()
    expect(await items(m)).toMatchObject([{ recused: [expect.any(String)] }, {}])
    await m.chair.votesFor()
    await m.second.votesFor()
    await m.second.closesVote()
    expect(m.file.stands()).toBe('minuting.drafting')
    await decided(meetingIn(journey))
  })
})

describe('the calendar of a body', () => {
  test('learns of each meeting that was held with a quorum', async () => {
    const k = calendarIn(journey)
    await k.chair.opensBoardCalendar()
    await k.chair.recordsMeeting()
    const m = await met(meetingIn(journey))
    await journey.catchesUp()
    expect(await k.file.facts()).toMatchObject({ meetings: 2, lastMetOn: todayIn(m.file) })
  })
})

describe('whoever brought the matter', () => {
  test('does not decide it with the body: the committee decides anew without', async () => {
    await joinsCommittee('protection-and-loans')
    const c = reviewIn(journey)
    await c.author.opensDraft()
    await c.author.submits()
    await c.officer.acceptsDossier()
    await c.reviewer.findsInScope()
    await everyGate(c)
    await everyArea(c)
    await c.reviewer.finds({ area: 'pricing', result: 'flagged' })
    await c.reviewer.rejects()
    await c.business.contests()
    await c.officer.escalates()
    await c.manager.refersToCommittee()
    const item = {
      decision: 'upholdOpinion',
      process: c.review.id,
      contentHash: String((await c.review.facts())['contentHash']),
    } as const
    const m = meetingIn(journey)
    await m.committee2.convenesCommittee({ form: 'written', item })
    await m.committee.opensVote()
    const all = [m.committee, m.committee2, m.committee3, m.of('protection-and-loans')]
    for (const member of all) await member.votesFor()
    await m.committee.closesVote()
    await m.secretary.draftsMinutes()
    await m.committee.signs()
    await isRefused(c.committee.upholdsByResolution({ resolution: { process: m.file.id } }), {
      rule: 'resolutionAdopted',
      kind: 'NOT_NOW',
      article: '2022-9:8',
    })
    const again = meetingIn(journey)
    await again.committee2.convenesCommittee({ form: 'written', item })
    await again.of('protection-and-loans').discloses()
    await again.committee.opensVote()
    for (const member of [again.committee, again.committee2, again.committee3])
      await member.votesFor()
    await again.committee.closesVote()
    await again.secretary.draftsMinutes()
    await again.committee.signs()
    await c.committee.upholdsByResolution({ resolution: { process: again.file.id } })
    expect(c.review.stands()).toContain('returned')
  })
})

describe('a director who sits in the committee as well', () => {
  test('votes in each by the seat of that body', async () => {
    await joinsCommittee('board-3')
    const ofCommittee = meetingIn(journey)
    await ofCommittee.third.convenesCommittee({ form: 'written' })
    await ofCommittee.committee.opensVote()
    await ofCommittee.third.votesFor()
    const ofBoard = await met(meetingIn(journey))
    await ofBoard.third.votesFor()
    const voteOf = async (m: typeof ofBoard) =>
      (await m.file.entries()).find((e) => e.event === 'castVote')
    expect(await voteOf(ofCommittee)).toMatchObject({
      actor: { body: 'CONSUMER_PROTECTION_COMMITTEE' },
      decision: { dutyId: 'consumerProtectionCommittee.vote' },
    })
    expect(await voteOf(ofBoard)).toMatchObject({
      actor: { body: 'BOARD' },
      decision: { dutyId: 'board.vote' },
    })
  })
})

test('house policy is in the self-description, with the bounds of the law', async () => {
  const query = `{ mechanisms { id policies { key value bounds title { zh en } citation { citation } } } }`
  const data = await journey.doors.ask('management-1', query, {})
  const all = data['mechanisms'] as unknown as readonly {
    readonly id: string
    readonly policies: readonly { readonly key: string }[]
  }[]
  const own = all.find((m) => m.id === 'G02')?.policies ?? []
  expect(own.find((p) => p.key === 'resolution.boardMajority')).toMatchObject({
    value: 1,
    bounds: [1, 2],
    citation: { citation: 'company-law:73' },
  })
  expect(own.find((p) => p.key === 'resolution.attestedAllowed')).toMatchObject({
    value: 1,
    bounds: [0, 1],
    citation: null,
  })
})
