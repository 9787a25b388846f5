// How a body decides: what counts, what never does, and that nothing is adopted in any other way.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAJORITIES, tallyOf } from '../../engine/mechanisms/resolution/count.ts'
import type { Poll } from '../../engine/mechanisms/resolution/count.ts'
import { resolution } from '../../engine/mechanisms/resolution/index.ts'
import { Meeting, person, SECRETARY } from '../support/resolution.ts'

const SEED = 20260301
const people = fc.uniqueArray(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 9 })
const some = fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { maxLength: 12 })
const names = (numbers: readonly number[]) => numbers.map(String)
const polls: fc.Arbitrary<Poll> = fc
  .record({
    seated: people,
    present: some,
    recused: some,
    chair: fc.integer({ min: 1, max: 12 }),
    votes: fc.uniqueArray(
      fc.record({
        person: fc.integer({ min: 1, max: 12 }),
        vote: fc.constantFrom('for', 'against', 'abstain'),
      }),
      { selector: (v) => v.person, maxLength: 12 },
    ),
    rule: fc.record({
      quorum: fc.integer({ min: 50, max: 100 }),
      least: fc.integer({ min: 1, max: 4 }),
      majority: fc.constantFrom(...MAJORITIES),
      casting: fc.boolean(),
    }),
  })
  .map((p) => ({
    rule: p.rule,
    seated: names(p.seated),
    present: names(p.present),
    recused: names(p.recused),
    chair: String(p.chair),
    votes: p.votes.map((v) => ({ person: String(v.person), vote: v.vote })),
  }))
const check = (property: fc.IProperty<[Poll]>) => fc.assert(property, { seed: SEED, numRuns: 2000 })

describe('the count', () => {
  it('adopts nothing without quorum and majority, counted a second way', () => {
    check(
      fc.property(polls, (poll) => {
        const { rule } = poll
        const counts = (p: string) => poll.seated.includes(p) && !poll.recused.includes(p)
        const entitled = poll.seated.filter((p) => !poll.recused.includes(p)).length
        const voted = poll.votes.filter((v) => counts(v.person))
        const there = new Set([...poll.present.filter(counts), ...voted.map((v) => v.person)]).size
        const yes = voted.filter((v) => v.vote === 'for').length
        const no = voted.filter((v) => v.vote === 'against').length
        const extra =
          rule.casting &&
          yes === no &&
          voted.some((v) => v.person === poll.chair && v.vote === 'for')
            ? 1
            : 0
        const needed = {
          ofPresent: Math.floor(there / 2) + 1,
          ofAll: Math.floor(entitled / 2) + 1,
          twoThirdsOfAll: Math.ceil((entitled * 2) / 3),
        }[rule.majority]
        const quorate =
          there > 0 &&
          there >= rule.least &&
          (there === entitled || there / entitled > rule.quorum / 100)
        expect(tallyOf(poll)).toMatchObject({
          quorate,
          adopted: quorate && yes + extra >= needed,
        })
      }),
    )
  })
  it('does not see whoever stands aside, or holds no seat', () => {
    check(
      fc.property(polls, (poll) => {
        const counts = (p: string) => poll.seated.includes(p) && !poll.recused.includes(p)
        const without = {
          ...poll,
          present: poll.present.filter(counts),
          votes: poll.votes.filter((v) => counts(v.person)),
        }
        expect(tallyOf(without)).toEqual(tallyOf(poll))
      }),
    )
  })
  it('never loses what was adopted by one more vote for it', () => {
    check(
      fc.property(polls, (poll) => {
        if (!tallyOf(poll).adopted) return
        for (const other of poll.votes.filter((v) => v.vote !== 'for')) {
          const votes = poll.votes.map((v) => (v === other ? { ...v, vote: 'for' as const } : v))
          expect(tallyOf({ ...poll, votes }).adopted).toBe(true)
        }
      }),
    )
  })
  it('lets a casting vote decide a tie, and nothing else', () => {
    check(
      fc.property(polls, (poll) => {
        const tally = tallyOf(poll)
        if (!tally.cast) return
        expect(poll.rule.casting).toBe(true)
        expect(tally.for).toBe(tally.against)
        expect(poll.votes).toContainEqual({ person: poll.chair, vote: 'for' })
      }),
    )
  })
})

/** What somebody may try in a meeting, by member. */
const deeds = fc.array(
  fc.record({
    who: fc.integer({ min: 0, max: 4 }),
    deed: fc.constantFrom(
      'for',
      'against',
      'abstain',
      'aside',
      'demand',
      'leave',
      'return',
      'close',
    ),
    item: fc.integer({ min: 1, max: 2 }),
  }),
  { minLength: 6, maxLength: 40 },
)
function does(m: Meeting, { who, deed, item }: { who: number; deed: string; item: number }): void {
  if (deed === 'close') m.closes(item)
  else if (deed === 'aside') m.sends(who, 'discloseInterest', { item, interest: 'family' })
  else if (deed === 'leave' || deed === 'return')
    m.sends(0, 'recordAttendance', { member: person(who + 1), present: deed === 'return' })
  else if (deed === 'demand')
    m.sends(who, 'demandRecusal', {
      item,
      member: person(((who + 1) % 5) + 1),
      interest: 'other',
      grounds: 'grounds',
    })
  else m.votes(who, deed, item)
}

describe('a meeting', () => {
  it('adopts nothing but by a closed vote of a quorum, whatever anybody tries', () => {
    fc.assert(
      fc.property(
        deeds,
        fc.constantFrom('board', 'consumerProtectionCommittee', 'supervisoryBody'),
        (tries, body) => {
          const m = new Meeting({ body, size: 5, items: 2 })
          expect(m.opens()).toBe(true)
          for (const one of tries) {
            does(m, one)
            for (const item of m.context.items) {
              expect(item.votes.every((v) => !item.recused.includes(v.person))).toBe(true)
              if (item.outcome !== 'adopted') continue
              const entitled = 5 - item.recused.length
              const yes = item.votes.filter((v) => v.vote === 'for').length
              expect(yes * 2).toBeGreaterThan(entitled)
              expect(item.votes.length * 2).toBeGreaterThan(entitled)
            }
          }
          const adopted = m.context.items.some((i) => i.outcome === 'adopted')
          if (m.stands !== 'inForce') expect(m.context.minutes?.on ?? null).toBeNull()
          // Only what was adopted comes into force, and only signed.
          if (m.context.items.every((i) => i.outcome !== 'open')) {
            expect(m.signs()).toBe(true)
            expect(m.stands).toBe(adopted ? 'inForce' : 'notAdopted')
          } else expect(m.signs()).toBe(false)
        },
      ),
      { seed: SEED, numRuns: 120 },
    )
  })
  it('is not opened without a quorum, and may be convened again', () => {
    const m = new Meeting({ size: 5 })
    expect(m.opens([0, 1])).toBe(true)
    expect(m.stands).toBe('adjourned')
    expect(m.votes(0, 'for')).toBe(false)
    expect(m.sends(0, 'reconvene', { meetingOn: '2026-03-02' })).toBe(true)
    expect(m.opens([0, 1, 2])).toBe(true)
    expect(m.stands).toBe('session')
  })
  it('does not close a vote before everybody who counts has voted', () => {
    const m = new Meeting({})
    m.opens()
    m.votes(0, 'for')
    m.votes(1, 'for')
    expect(m.closes()).toBe(false)
    expect(m.refused).toBe('someVoteComplete')
    m.votes(2, 'against')
    expect(m.closes()).toBe(true)
    expect(m.context.items[0]).toMatchObject({
      outcome: 'adopted',
      tally: { entitled: 3, attending: 3, for: 2, against: 1, abstain: 0, cast: false },
    })
  })
  it('takes the last vote of each, and none of whoever stands aside afterwards', () => {
    const m = new Meeting({ size: 4 })
    m.opens()
    for (const n of [0, 1, 2, 3]) m.votes(n, 'for')
    m.votes(3, 'against')
    m.votes(2, 'against')
    m.sends(1, 'discloseInterest', { item: 1, interest: 'ownership' })
    expect(m.votes(1, 'for')).toBe(false)
    expect(m.refused).toBe('mayStillVote')
    m.closes()
    expect(m.context.items[0]).toMatchObject({
      outcome: 'rejected',
      tally: { entitled: 3, for: 1, against: 2 },
    })
  })
  it('decides nothing on an item in which too many stand aside', () => {
    const m = new Meeting({})
    m.opens()
    m.sends(1, 'discloseInterest', { item: 1, interest: 'family' })
    m.sends(2, 'discloseInterest', { item: 1, interest: 'family' })
    m.votes(0, 'for')
    m.closes()
    expect(m.context.items[0]?.outcome).toBe('inquorate')
    expect(m.signs()).toBe(true)
    expect(m.stands).toBe('notAdopted')
  })
  it('breaks a tie by the chair only where the body’s own rules say so, and never in the board', () => {
    const tie = (body: 'board' | 'consumerProtectionCommittee', casting: number) => {
      const m = new Meeting({ body, size: 2, set: { casting } })
      m.opens()
      m.votes(0, 'for')
      m.votes(1, 'against')
      m.closes()
      return m.context.items[0]?.outcome
    }
    expect(tie('consumerProtectionCommittee', 0)).toBe('rejected')
    expect(tie('consumerProtectionCommittee', 1)).toBe('adopted')
    expect(tie('board', 1)).toBe('rejected')
  })
  it('lets no house policy go below the majority of the Company Law', () => {
    const three = (body: 'board' | 'supervisoryBody' | 'consumerProtectionCommittee') => {
      const m = new Meeting({ body, size: 5, set: { majority: 0 } })
      m.opens([0, 1, 2])
      m.votes(0, 'for')
      m.votes(1, 'for')
      m.votes(2, 'against')
      m.closes()
      return m.context.items[0]?.outcome
    }
    expect(three('board')).toBe('rejected')
    expect(three('supervisoryBody')).toBe('rejected')
    expect(three('consumerProtectionCommittee')).toBe('adopted')
  })
  it('in writing waits for every member, or for the last day', () => {
    const m = new Meeting({ form: 'written', size: 3 })
    expect(m.opens()).toBe(true)
    m.votes(0, 'for')
    m.votes(1, 'for')
    expect(m.closes()).toBe(false)
    m.on = '2026-03-03' as never
    expect(m.closes()).toBe(true)
    expect(m.context.items[0]).toMatchObject({ outcome: 'adopted', tally: { attending: 2 } })
  })
  it('lapses with what nobody closed, and minutes what was decided', () => {
    const m = new Meeting({ items: 2 })
    m.opens()
    for (const n of [0, 1, 2]) m.votes(n, 'for')
    m.closes()
    expect(m.sends(0, 'lapseSession')).toBe(true)
    expect(m.context.items.map((i) => i.outcome)).toEqual(['adopted', 'lapsed'])
    expect(m.signs()).toBe(true)
    expect(m.stands).toBe('inForce')
  })
  it('shuts nobody out but by more than half of the others', () => {
    const m = new Meeting({ size: 5 })
    m.opens()
    const demand = { item: 1, member: person(5), interest: 'ownMatter', grounds: 'his own matter' }
    expect(m.sends(0, 'demandRecusal', demand)).toBe(true)
    expect(m.sends(0, 'demandRecusal', demand)).toBe(false)
    expect(m.sends(1, 'demandRecusal', demand)).toBe(true)
    expect(m.context.items[0]?.recused).toEqual([])
    expect(m.sends(2, 'demandRecusal', demand)).toBe(true)
    expect(m.context.items[0]?.recused).toEqual([person(5)])
    expect(m.sends(4, 'demandRecusal', { ...demand, member: person(1) })).toBe(false)
  })
  it('is signed off by two persons', () => {
    const m = new Meeting({})
    m.opens()
    for (const n of [0, 1, 2]) m.votes(n, 'for')
    m.closes()
    expect(m.sends(0, 'draftMinutes', { number: 'R', hash: 'a7'.repeat(32) })).toBe(false)
    expect(m.refused).toBe('onlySecretary')
    m.sends(SECRETARY, 'draftMinutes', { number: 'R', hash: 'a7'.repeat(32) })
    expect(m.sends(1, 'signMinutes', { hash: 'a7'.repeat(32) })).toBe(false)
    expect(m.refused).toBe('onlyChair')
    expect(m.sends(0, 'signMinutes', { hash: 'b8'.repeat(32) })).toBe(false)
    expect(m.sends(0, 'signMinutes', { hash: 'a7'.repeat(32) })).toBe(true)
    expect(m.sends(1, 'countersign', { hash: 'a7'.repeat(32) })).toBe(true)
    expect(m.context.minutes?.signed).toEqual([person(90), person(1), person(2)])
  })
})

describe('house policy', () => {
  it('keeps each default within its bounds, and the bounds of the law where they are cited', () => {
    for (const { value, bounds } of Object.values(resolution.policies)) {
      expect(value).toBeGreaterThanOrEqual(bounds[0])
      expect(value).toBeLessThanOrEqual(bounds[1])
    }
    const cited = Object.entries(resolution.policies).filter(([, p]) => p.cite !== undefined)
    expect(cited.map(([key, { bounds }]) => [key, bounds[0]])).toEqual([
      ['resolution.boardQuorum', 50],
      ['resolution.boardMajority', 1],
      ['resolution.boardCasting', 0],
      ['resolution.supervisorsMajority', 1],
      ['resolution.supervisorsCasting', 0],
    ])
  })
})
