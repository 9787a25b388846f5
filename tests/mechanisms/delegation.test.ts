// Acting on behalf of another: what a delegation carries, what it never carries, and when it ends.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Answer } from '../../engine/core/command.ts'
import type { Day, Instant, Uuid } from '../../engine/core/values.ts'
import { delegation } from '../../engine/mechanisms/delegation/index.ts'
import { review } from '../../engine/mechanisms/review/index.ts'
import { DUTIES } from '../../policies/ability.ts'
import { undelegable } from '../../policies/delegation.ts'
import { BODIES } from '../../policies/duty.ts'
import type { Body } from '../../policies/duty.ts'
import { byRule } from '../support/actors.ts'
import { memoryGround, personsOf } from '../support/walk-ground.ts'
import type { Ground } from '../support/walk-ground.ts'
import { GOVERNANCE, INSTITUTION } from '../support/world.ts'

let ground: Ground
beforeAll(async () => {
  ground = await memoryGround()
})
afterAll(() => ground.close())

const idOf = (subject: string): Uuid => ground.viewers.get(subject)?.person ?? ''
const seatOf = (subject: string): Uuid => ground.viewers.get(subject)?.seats[0]?.id ?? ''
async function send(by: string, event: string, more: object): Promise<Answer> {
  const [answer] = await ground.engine.execute(INSTITUTION, [
    {
      asker: { person: idOf(by) },
      via: 'api',
      request: ground.request(),
      mechanism: 'M07',
      event,
      payload: {},
      ...more,
    },
  ])
  if (!answer) throw new Error('no answer')
  return answer
}
const grant = (by: string, to: string, more: object = {}) =>
  send(by, 'grantDelegation', {
    mechanism: 'G05',
    payload: {
      seat: seatOf(by),
      person: idOf(to),
      personSeat: seatOf(to),
      mechanisms: ['M01', 'M07'],
      from: '2026-03-02',
      to: '2026-03-12',
      reason: 'away',
      ...more,
    },
  })
async function given(by: string, to: string, more: object = {}): Promise<Uuid> {
  const answer = await grant(by, to, more)
  if (answer.kind !== 'accepted') throw new Error(JSON.stringify(answer))
  return answer.process.id
}
/** A product of consumer loans, brought for review by somebody. */
let n = 0
const draft = (by: string, more: object = {}) =>
  send(by, 'openDraft', {
    mechanism: 'M01',
    payload: {
      product: `product:delegated-${String(++n)}`,
      label: 'a product',
      matter: 'newProduct',
      productClass: 'loan',
    },
    ...more,
  })
const { samples } = review
const refusalOf = (answer: Answer) => (answer.kind === 'refused' ? answer.refusal : answer)
const view = async (by: string, process: Uuid) => {
  const viewer = await ground.engine.viewer({ institution: INSTITUTION, person: idOf(by) })
  return (await ground.engine.view(viewer, [process])).get(process)
}

describe('what may be delegated', () => {
  it('is nothing of a body that decides by resolution, of audit, or of those outside', () => {
    const never: readonly Body[] = [
      'board',
      'consumerProtectionCommittee',
      'supervisoryBody',
      'internalAudit',
      'regulator',
      'court',
    ]
    for (const duty of DUTIES)
      for (const to of Object.keys(BODIES) as Body[])
        if (never.includes(duty.body) || never.includes(to))
          expect([duty.id, to, undelegable(duty, to) !== undefined]).toEqual([duty.id, to, true])
  })
  it('refuses to give what may not be given, with its article', async () => {
    expect(refusalOf(await grant('board-1', 'management-1'))).toMatchObject({
      kind: 'NOT_YOUR_DUTY',
    })
    const refusals: readonly (readonly [string, string, object, string])[] = [
      ['management-1', 'management-2', { seat: seatOf('management-2') }, 'ownSeat'],
      ['management-1', 'management-1', {}, 'notToOneself'],
      ['management-1', 'audit-1', {}, 'delegateExecutes'],
      ['management-1', 'hr-1', { personSeat: seatOf('hr-2') }, 'delegateSits'],
      ['management-1', 'hr-1', { duties: ['seniorManagement.entrust'] }, 'dutiesAreDelegable'],
      [
        'management-1',
        'hr-1',
        { duties: ['seniorManagement.approveExtension'] },
        'dutiesAreDelegable',
      ],
      ['protection-1', 'loans-1', { duties: ['consumerProtection.review'] }, 'dutiesAreDelegable'],
      ['management-1', 'hr-1', { to: '2027-04-01' }, 'termIsNamed'],
      ['management-1', 'hr-1', { from: '2026-03-01' }, 'termIsNamed'],
    ]
    for (const [by, to, more, rule] of refusals) {
      const refusal = refusalOf(await grant(by, to, more))
      expect([by, to, refusal]).toMatchObject([by, to, byRule(delegation, 'grantDelegation', rule)])
    }
  })
  it('is no seat of a body that decides by resolution, whatever else its holder may delegate', async () => {
    const sits = await send('board-1', 'appoint', {
      mechanism: 'G01',
      process: GOVERNANCE,
      payload: {
        person: idOf('two-seats-1'),
        body: 'consumerProtectionCommittee',
        from: '2026-03-02',
      },
    })
    if (sits.kind !== 'accepted') throw new Error(JSON.stringify(sits))
    await ground.look()
    const seat = (body: Body) =>
      ground.viewers.get('two-seats-1')?.seats.find((s) => s.body === body)?.id
    const give = (body: Body) => grant('two-seats-1', 'management-2', { seat: seat(body) })
    expect(refusalOf(await give('consumerProtectionCommittee'))).toMatchObject(
      byRule(delegation, 'grantDelegation', 'seatIsDelegable'),
    )
    expect(await give('seniorManagement')).toMatchObject({ kind: 'accepted' })
  })
})

describe('acting on behalf', () => {
  it('needs a delegation in force: of nobody, of oneself, before and after its days', async () => {
    const as = (whom: Uuid) => draft('loans-2', { onBehalfOf: whom })
    const nobody = refusalOf(await as('0198c0de-0000-7000-8000-00000000dead'))
    expect(nobody).toMatchObject({
      kind: 'NOT_YOUR_DUTY',
      rule: 'delegation',
      article: 'house:delegation',
      field: ['onBehalfOf'],
    })
    // Who is unknown and who gave nothing are the same.
    expect(JSON.stringify(refusalOf(await as(idOf('loans-1'))))).toBe(JSON.stringify(nobody))
    expect(JSON.stringify(await as(idOf('loans-2')))).toContain('Nobody acts on his own behalf')
    await given('loans-1', 'loans-2', { from: '2026-03-04', to: '2026-03-06' })
    const at = async (day: string) => {
      ground.at(`${day}T01:00:00.000Z` as Instant)
      return JSON.stringify(await as(idOf('loans-1')))
    }
    expect(await at('2026-03-03')).toContain('begins on 2026-03-04')
    expect(await at('2026-03-04')).toContain('"kind":"accepted"')
    expect(await at('2026-03-05')).toContain('"kind":"accepted"')
    expect(await at('2026-03-06')).toContain('ended on 2026-03-06')
  })
  it('records who signed, for whom, and under what; and makes both take part', async () => {
    const id = await given('loans-1', 'loans-2', { from: '2026-03-06' })
    const answer = await draft('loans-2', { onBehalfOf: idOf('loans-1') })
    expect(answer).toMatchObject({ kind: 'accepted' })
    const leaf = ground.written.at(-1)?.leaf
    expect(leaf?.actor).toMatchObject({
      person: idOf('loans-2'),
      onBehalfOf: idOf('loans-1'),
      seat: seatOf('loans-1'),
      delegation: id,
      body: 'businessDepartment',
    })
    expect(answer.kind === 'accepted' && answer.process.participants).toMatchObject({
      delegate: [idOf('loans-2')],
      delegator: [idOf('loans-1')],
    })
  })
  it('reaches what was named and nothing else, and offers exactly that', async () => {
    await given('loans-1', 'wealth-1', {
      mechanisms: ['M01'],
      duties: ['businessDepartment.submitReview'],
      events: ['openDraft', 'withdraw', 'note'],
      from: '2026-03-06',
    })
    const answer = await draft('wealth-1', { onBehalfOf: idOf('loans-1') })
    if (answer.kind !== 'accepted') throw new Error(JSON.stringify(answer))
    const process = answer.process.id
    const seen = await view('wealth-1', process)
    expect(seen?.offers.filter((o) => o.allowed)).toEqual([])
    const offered = seen?.onBehalf.filter((o) => o.allowed).map((o) => o.event) ?? []
    expect(offered.length).toBeGreaterThan(0)
    expect(offered.every((e) => ['withdraw', 'note'].includes(e))).toBe(true)
    for (const { onBehalfOf } of seen?.onBehalf ?? []) expect(onBehalfOf).toBe(idOf('loans-1'))
    const submit = { mechanism: 'M01', process, onBehalfOf: idOf('loans-1') }
    const out = await send('wealth-1', 'note', { ...submit, payload: { text: 'seen', words: 'x' } })
    expect(['accepted', 'refused']).toContain(out.kind)
    const beyond = await send('wealth-1', 'inquire', { ...submit, payload: { question: 'why' } })
    expect(refusalOf(beyond)).toMatchObject({ kind: 'NOT_YOUR_DUTY', rule: 'delegation' })
    // Another mechanism is as if it were not there for who cannot read it.
    const elsewhere = await draft('wealth-1', { onBehalfOf: idOf('loans-1'), mechanism: 'M02' })
    expect(elsewhere.kind).toBe('refused')
  })
  it('is not given on by who was given it', async () => {
    const further = await send('loans-2', 'grantDelegation', {
      mechanism: 'G05',
      onBehalfOf: idOf('loans-1'),
      payload: {
        seat: seatOf('loans-1'),
        person: idOf('wealth-2'),
        personSeat: seatOf('wealth-2'),
        mechanisms: ['M01'],
        from: '2026-03-06',
        to: '2026-03-12',
        reason: 'away',
      },
    })
    expect(refusalOf(further)).toMatchObject({ kind: 'NOT_YOUR_DUTY', rule: 'delegation' })
    expect(JSON.stringify(further)).toContain('A delegate does not delegate')
  })
})

describe('separation', () => {
  it('judges both: neither decides what either of them did', async () => {
    await given('protection-1', 'protection-2', { from: '2026-03-06' })
    const opened = await draft('loans-2', { onBehalfOf: idOf('loans-1') })
    if (opened.kind !== 'accepted') throw new Error(JSON.stringify(opened))
    const process = opened.process.id
    const step = async (by: string, event: string, more: object = {}) => {
      const made = samples[event]?.({
        context: (await ground.process(process)).context,
        on: ground.now().slice(0, 10) as Day,
        by: { person: idOf(by), body: 'consumerProtection' },
        people: (body) => personsOf(ground, body),
        lastEntry: ground.written.at(-1)?.leaf.id ?? '',
      })
      return send(by, event, { mechanism: 'M01', process, payload: made, ...more })
    }
    const behalf = { onBehalfOf: idOf('protection-1') }
    expect((await step('loans-1', 'submit')).kind).toBe('accepted')
    expect((await step('protection-3', 'acceptDossier')).kind).toBe('accepted')
    // The second proposes for the first: neither of them confirms it.
    expect((await step('protection-2', 'proposeScopeOut', behalf)).kind).toBe('accepted')
    const separated = { kind: 'SEPARATION', rule: 'secondPerson' }
    expect(refusalOf(await step('protection-2', 'confirmScopeOut'))).toMatchObject(separated)
    expect(refusalOf(await step('protection-2', 'confirmScopeOut', behalf))).toMatchObject(
      separated,
    )
    const first = refusalOf(await step('protection-1', 'confirmScopeOut'))
    expect(first).toMatchObject(separated)
    expect(JSON.stringify(first)).toContain('the other person of a delegation')
    // What he is not offered is what he is refused.
    const seen = await view('protection-1', process)
    expect(seen?.offers.find((o) => o.event === 'confirmScopeOut')).toMatchObject({
      allowed: false,
      refusal: { rule: 'secondPerson' },
    })
    expect((await step('protection-3', 'confirmScopeOut')).kind).toBe('accepted')
  })
})

describe('an end', () => {
  it('comes by nobody whom it does not concern, though he reads it', async () => {
    const id = await given('headquarters-1', 'headquarters-2', { from: '2026-03-06' })
    const revokes = (by: string) =>
      send(by, 'revokeDelegation', {
        mechanism: 'G05',
        process: id,
        payload: { reason: 'none of his' },
      })
    expect(refusalOf(await revokes('legal-1'))).toMatchObject(
      byRule(delegation, 'revokeDelegation', 'revokesOwn'),
    )
    expect(await revokes('headquarters-2')).toMatchObject({ kind: 'accepted' })
  })
  it('comes by revocation at once, by who gave it, who was given it, and human resources', async () => {
    for (const by of ['headquarters-1', 'headquarters-2', 'hr-1', 'management-2']) {
      const id = await given('headquarters-1', 'headquarters-2', { from: '2026-03-06' })
      const other = await send('loans-1', 'revokeDelegation', {
        mechanism: 'G05',
        process: id,
        payload: { reason: 'x' },
      })
      expect(refusalOf(other)).toMatchObject({
        kind: expect.stringMatching(/NOT_FOUND|SEPARATION/),
      })
      const revoked = await send(by, 'revokeDelegation', {
        mechanism: 'G05',
        process: id,
        payload: { reason: 'back' },
      })
      expect([by, revoked.kind]).toEqual([by, 'accepted'])
      const late = await draft('headquarters-2', { onBehalfOf: idOf('headquarters-1') })
      expect(JSON.stringify(late)).toContain('was ended on')
    }
  })
  it('comes with the seat of either, and with a seat that supervises', async () => {
    const end = (subject: string) =>
      send('hr-1', 'endAppointment', {
        mechanism: 'G01',
        process: GOVERNANCE,
        payload: { seat: seatOf(subject), body: 'businessDepartment', to: '2026-03-06' },
      })
    await given('wealth-2', 'loans-2', { from: '2026-03-06', unit: 'consumer-loans' })
    const before = await draft('loans-2', { onBehalfOf: idOf('wealth-2') })
    expect(JSON.stringify(before)).toContain('reaches only the unit consumer-loans')
    expect((await end('wealth-2')).kind).toBe('accepted')
    const after = await draft('loans-2', { onBehalfOf: idOf('wealth-2') })
    expect(JSON.stringify(after)).toContain('ended with the seat of who gave it')
    const lapsed = await draft('wealth-1', { onBehalfOf: idOf('loans-1') })
    expect(lapsed.kind).toBe('accepted')
    expect((await end('wealth-1')).kind).toBe('accepted')
    const theirs = await draft('wealth-1', { onBehalfOf: idOf('loans-1') })
    expect(JSON.stringify(theirs)).toContain('ended with the seat of who was given it')
  })
})
