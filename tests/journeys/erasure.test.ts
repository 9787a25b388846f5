// The erasure of an individual: what forbids it, until when, and what is left afterwards.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decodeId, encodeId } from '../../api/graphql/ids.ts'
import { complaintIn } from '../support/actors-complaint.ts'
import type { Complaint } from '../support/actors-complaint.ts'
import { isRefused } from '../support/actors.ts'
import { informationIn } from '../support/actors-information.ts'
import type { Information } from '../support/actors-information.ts'
import { checkTrail } from '../support/checkTrail.ts'
import { columnsWith, erasureOf } from '../support/erasure.ts'
import { asOwner } from '../support/faults.ts'
import { openJourney } from '../support/journey.ts'
import type { Journey } from '../support/journey.ts'
import { GOVERNANCE } from '../support/world.ts'

let journey: Journey
beforeAll(async () => {
  journey = await openJourney()
})
afterAll(() => journey?.close())

const CANARY = '身份证 11010519491231002X'

const uuidOf = (globalId: string): string => decodeId(globalId)?.id ?? ''

/** As the superuser, whom no policy keeps from any row. */
const rows = <T extends object>(query: string, ...values: readonly unknown[]): Promise<T[]> =>
  asOwner(journey.world.database, async (client) => {
    const found = await client.query<T>(query, [...values])
    return found.rows
  })

/** Everything that is hashed, by position. */
async function leaves(): Promise<readonly string[]> {
  const found = await rows<{ leaf: string }>(
    `select leaf || encode(leaf_hash, 'hex') as leaf from entry order by position`,
  )
  return found.map(({ leaf }) => leaf)
}

/** From the investigation to the archive. */
async function archives(c: Complaint): Promise<void> {
  await c.handler.contacts()
  await c.handler.clarifiesFacts()
  await c.lawyer.agreesLegally()
  await c.officer.decides()
  await c.officer.tells()
  await c.customer.accepts()
  await c.branch.proposesCause()
  await c.officer.confirmsCause()
  await c.branch.reportsRectification()
  await c.colleague.verifiesRectification()
  await c.branch.performs()
  await c.officer.archives()
}

describe('a consumer who complained', () => {
  const subject = 'consumer:complained'
  let c: Complaint
  let erasedBy: string
  let erased: number
  const entryOf = async (event: string) =>
    (await c.complaint.entries()).find((entry) => entry.event === event)

  test('is kept while the complaint goes on, with the complaint named', async () => {
    journey.at('2026-03-02 09:00')
    c = complaintIn(journey, subject)
    const e = erasureOf(journey, subject)
    await e.refusedBy('subjectHasValues', 'proposeErasure', e.officer.proposes())
    await c.officer.registers({ narrative: `${CANARY} narrative` }, { requestId: 'told-once' })
    const { rule, heldBy } = await e.refusedBy(
      'noMatterOpen',
      'proposeErasure',
      e.officer.proposes(),
    )
    const { reference } = (await c.complaint.reads()) as unknown as { reference: string }
    expect({ rule, heldBy }).toEqual({
      rule: 'noMatterOpen',
      heldBy: { reference, until: null, process: { id: c.complaint.id } },
    })
    await isRefused(e.protection.proposes(), {
      kind: 'NOT_YOUR_DUTY',
      rule: 'personalInformationOfficer.proposeErasure',
      article: 'pipl:47',
    })
  })

  test('is kept until the retention of the archive has ended, with the day', async () => {
    await c.officer.acknowledges()
    await c.officer.confirmsIdentity()
    await c.officer.assigns()
    await c.handler.declaresNoInterest()
    await c.handler.notes({ text: `${CANARY} note` }, { remark: 'in his own words' })
    // What was refused is kept as well: it is evidence of an attempt.
    await isRefused(c.officer.decides({ findings: `${CANARY} too early` }), {
      kind: 'NOT_NOW',
      rule: 'state',
    })
    await archives(c)
    const e = erasureOf(journey, subject)
    const { heldBy, message } = await e.refusedBy(
      'retentionOver',
      'proposeErasure',
      e.officer.proposes(),
    )
    expect(heldBy).toMatchObject({ until: '2031-03-03', process: { id: c.complaint.id } })
    expect(message.en).toContain(`${String(heldBy?.reference)} keeps it until 2031-03-03`)
    expect(message.zh).toContain('2031-03-03')
    const [attempt] = await rows<{ facts: { keeping: { value: object } } }>(
      `select leaf::json -> 'facts' as facts from entry where mechanism = 'G03'
        and refusal is not null order by position desc limit 1`,
    )
    expect(attempt?.facts.keeping.value).toMatchObject({ kept: { clock: 'K12' }, open: null })
  })

  test('is erased by two people when the day has come, and not a byte of the trail changes', async () => {
    await journey.passes('2031-03-03 09:00')
    const e = erasureOf(journey, subject)
    await e.everything.proposes()
    await e.refusedBy('notProposer', 'confirmErasure', e.everything.confirms())
    await e.refusedBy('notProposer', 'declineErasure', e.everything.declines())
    const before = await leaves()
    expect(await entryOf('note')).toMatchObject({ payload: { text: `${CANARY} note` } })
    const { entry, position } = await e.lawyer.confirms()
    erasedBy = entry
    expect(e.file.stands()).toBe('erased')

    expect((await leaves()).slice(0, before.length)).toEqual(before)
    const report = await checkTrail(journey.world.pool, { mechanisms: journey.mechanisms })
    const by = uuidOf(entry)
    expect(report.erasedBy).toEqual([{ entry: by, position, values: report.erased }])
    expect(report.erased).toBeGreaterThan(8)
    erased = report.erased
  })

  test('is shown as erased, with the entry, and stands nowhere in a dump of the database', async () => {
    const gone = { erased: { entry: erasedBy, at: '2031-03-03T01:00:00.000Z' } }
    expect(await entryOf('note')).toMatchObject({
      payload: { about: subject, text: gone },
      // The handler's own words are the handler's.
      remark: 'in his own words',
    })
    expect(await entryOf('register')).toMatchObject({ payload: { narrative: gone } })
    expect(JSON.stringify(await c.complaint.entries())).not.toContain(CANARY)
    expect(await columnsWith(journey.world.database, [CANARY])).toEqual([])
    // The same search finds what is there, in each kind of column.
    expect(await columnsWith(journey.world.database, ['repayment charges'])).toEqual([
      'entry.leaf',
      'process.context',
      'process.title',
    ])
    expect(journey.logged()).not.toContain(CANARY)
  })

  test('leaves nothing by which a value could be guessed', async () => {
    const left = await rows<{ keys: number; digests: number; values: number }>(
      `select (select count(*)::int from subject_key where subject = $1 and wrapped is not null) as keys,
        (select count(*)::int from request_digest d join entry_private v on v.entry = d.entry
          where v.subject = $1) as digests,
        (select count(*)::int from entry_private where subject = $1) as values`,
      subject,
    )
    expect(left).toEqual([{ keys: 0, digests: 0, values: erased }])
    // The same request is still answered by what it did, whatever is said now.
    const again = await c.officer.registers({ narrative: 'guessed' }, { requestId: 'told-once' })
    expect(again).toMatchObject({ repeated: true })
  })

  test('is not taken up again by the old matter, not even by an attempt that is refused', async () => {
    const refusal = await isRefused(c.handler.notes({ text: `${CANARY} again` }), {
      kind: 'NOT_NOW',
      rule: 'erased',
      article: 'pipl:47',
    })
    expect(refusal.message.en).toContain('open a new matter')
    await isRefused(c.loans.notes({ text: `${CANARY} by a stranger` }), {
      kind: 'NOT_FOUND',
      rule: 'read',
    })
    const attempts = (await c.complaint.entries()).filter(({ refusal: r }) => r?.rule === 'erased')
    expect(attempts).toHaveLength(1)
    expect(attempts[0]).toMatchObject({ event: 'note', payload: {}, remark: null })
  })

  test('may come anew: a new matter has a ground and a key of its own', async () => {
    const next = complaintIn(journey, subject)
    await next.officer.registers({ narrative: 'another matter' })
    await next.officer.acknowledges({}, { remark: 'called at once' })
    const register = (await next.complaint.entries()).find(({ event }) => event === 'register')
    expect(register).toMatchObject({ payload: { narrative: 'another matter' } })
    expect(JSON.stringify(await entryOf('note'))).toContain('erased')
    await isRefused(c.handler.notes(), { kind: 'NOT_NOW', rule: 'erased', article: 'pipl:47' })
    await checkTrail(journey.world.pool, { mechanisms: journey.mechanisms })
    const keys = await rows(
      'select erased_by is null as alive from subject_key where subject = $1 order by 1',
      subject,
    )
    expect(keys).toEqual([{ alive: false }, { alive: true }])
  })
})

const asked = async (consumer: string, kind: 'access' | 'deletion'): Promise<Information> => {
  const r = informationIn(journey)
  const own = { consumer: consumer as 'consumer:c1', kind, details: `${CANARY} details` }
  await r.officer.registersRequest(own)
  await r.officer.confirmsIdentity()
  return r
}
const fulfilled = async (r: Information, consumer: string, outcome: 'accessGiven' | 'deleted') =>
  r.officer.fulfils({ about: consumer as 'consumer:c1', outcome })

describe('who asked for it', () => {
  test('is not kept by the request itself, where it is named and is theirs', async () => {
    await journey.passes('2031-04-01 09:00')
    const [mine, theirs, other] = ['consumer:asked', 'consumer:other', 'consumer:access'] as const
    const r = await asked(mine, 'deletion')
    const of = async (subject: string, request: string) => {
      const e = erasureOf(journey, subject)
      return { e, done: e.officer.proposes({ ground: 'consentWithdrawn', request }) }
    }
    const stranger = await asked(theirs, 'deletion')
    const access = await asked(other, 'access')
    for (const [subject, request] of [
      [mine, stranger.file.id],
      [other, access.file.id],
    ] as const) {
      const { e, done } = await of(subject, request)
      await e.refusedBy('requestIsTheirs', 'proposeErasure', done)
    }
    const alone = erasureOf(journey, mine)
    await alone.refusedBy('noMatterOpen', 'proposeErasure', alone.officer.proposes())
    const { e, done } = await of(mine, r.file.id)
    await done
    await e.protection.confirms()
    await fulfilled(r, mine, 'deleted')
    await checkTrail(journey.world.pool, { mechanisms: journey.mechanisms })
    expect(await columnsWith(journey.world.database, [CANARY])).toEqual([])
  })

  test('is kept by a hold longer than by any period', async () => {
    const subject = 'consumer:held'
    const r = await asked(subject, 'access')
    await fulfilled(r, subject, 'accessGiven')
    await journey.passes('2031-05-01 09:00')
    await r.lawyer.holds()
    const held = erasureOf(journey, subject)
    const first = await held.refusedBy('noRecordHeld', 'proposeErasure', held.officer.proposes())
    expect(first.heldBy?.until).toBeNull()
    await r.lawyer.releasesHold()
    const kept = await held.refusedBy('retentionOver', 'proposeErasure', held.officer.proposes())
    expect(kept.heldBy?.until).toMatch(/^2034-04-/)
    // A hold that comes between the proposal and the decision is in time.
    await journey.passes('2034-06-01 09:00')
    await held.officer.proposes()
    await r.lawyer.holds()
    await held.refusedBy('noRecordHeldStill', 'confirmErasure', held.lawyer.confirms())
    const [confirm] = (await held.file.actionsOf('legal-1')).filter(
      (a) => a['event'] === ('confirmErasure' as unknown),
    )
    expect(confirm).toMatchObject({ allowed: false, refusal: { rule: 'noRecordHeldStill' } })
    // Nobody decides: it does not stand for ever.
    await journey.passes('2034-06-17 09:00')
    expect(await held.file.standsNow()).toBe('lapsed')
    const again = erasureOf(journey, subject)
    await r.lawyer.releasesHold()
    await again.officer.proposes()
    await again.officer.withdraws()
    const declined = erasureOf(journey, subject)
    await declined.officer.proposes()
    await declined.protection.declines()
    await checkTrail(journey.world.pool, { mechanisms: journey.mechanisms })
  })
})

describe('one of the institution’s own people', () => {
  const process = encodeId('Institution', GOVERNANCE)
  const governs = async (as: string, event: object) => {
    const answer = await journey.doors.command(as, 'institutionCommand', { process, event })
    if (!answer['entry']) throw new Error(JSON.stringify(answer))
    return String(answer['entry']['id'])
  }
  const endsSeat = (seat: string, body: string) =>
    governs('hr-1', { endAppointment: { seat, body, to: '2034-06-17' } })
  const seatOf = async (person: string) => {
    const [seat] = await rows<{ id: string }>(
      'select id from seat where person = $1',
      uuidOf(person),
    )
    return encodeId('Seat', String(seat?.id))
  }
  const nameOf = async (person: string) => {
    const query = 'query ($id: ID!) { node(id: $id) { ... on Person { name } } }'
    const { node } = await journey.doors.ask('audit-1', query, { id: person })
    return node?.['name']
  }

  test('is erased by others, and only without a seat', async () => {
    const person = journey.person('east-2')
    const subject = `person:${uuidOf(person)}`
    const own = erasureOf(journey, `person:${uuidOf(journey.person('privacy-1'))}`)
    await own.refusedBy('notOneself', 'proposeErasure', own.officer.proposes())
    const e = erasureOf(journey, subject)
    await e.refusedBy('subjectHoldsNoSeat', 'proposeErasure', e.officer.proposes())
    await endsSeat(await seatOf(person), 'BUSINESS_DEPARTMENT')
    await e.officer.proposes()
    const second = erasureOf(journey, subject)
    await second.colleague.proposes()

    // Appointed meanwhile, and to the very body that decides.
    const entry = await governs('hr-1', {
      appoint: { person, body: 'LEGAL_COMPLIANCE', from: '2034-06-01' },
    })
    await e.refusedBy(
      'notAboutOneself',
      'confirmErasure',
      e.file.does('east-2', ['confirmErasure', {}]),
    )
    await e.refusedBy('noSeatHeld', 'confirmErasure', e.lawyer.confirms())
    await endsSeat(encodeId('Seat', uuidOf(entry)), 'LEGAL_COMPLIANCE')
    expect(await nameOf(person)).toContain('east-2')
    await e.lawyer.confirms()
    expect(await nameOf(person)).toBeNull()
    expect(await nameOf(journey.person('east-1'))).toContain('east-1')
    await second.refusedBy('someValueKept', 'confirmErasure', second.lawyer.confirms())
    expect(await columnsWith(journey.world.database, ['Journey east-2'])).toEqual([])
    await checkTrail(journey.world.pool, { mechanisms: journey.mechanisms })
  })

  test('is kept while a matter goes on in which they wrote', async () => {
    const person = journey.person('protection-3')
    const c = complaintIn(journey)
    await c.officer.registers()
    await c.colleague.notes({}, { remark: 'heard it myself' })
    await endsSeat(await seatOf(person), 'CONSUMER_PROTECTION')
    const e = erasureOf(journey, `person:${uuidOf(person)}`)
    const open = await e.refusedBy('noMatterOpen', 'proposeErasure', e.officer.proposes())
    expect(open.heldBy?.process?.id).toBe(c.complaint.id)
  })
})

describe('what begins between the proposal and the decision', () => {
  test('is in time: a new matter, and the retention of its file', async () => {
    const subject = 'consumer:between'
    await fulfilled(await asked(subject, 'access'), subject, 'accessGiven')
    await journey.passes('2038-01-04 09:00')
    const e = erasureOf(journey, subject)
    await e.officer.proposes()
    const next = await asked(subject, 'access')
    const open = await e.refusedBy('noMatterOpenStill', 'confirmErasure', e.lawyer.confirms())
    expect(open.heldBy?.process?.id).toBe(next.file.id)
    await fulfilled(next, subject, 'accessGiven')
    await journey.passes('2038-01-13 09:00')
    const kept = await e.refusedBy('retentionOverStill', 'confirmErasure', e.lawyer.confirms())
    expect(kept.heldBy).toMatchObject({
      until: expect.stringMatching(/^2041-01-/),
      process: { id: next.file.id },
    })
    await checkTrail(journey.world.pool, { mechanisms: journey.mechanisms })
  })
})
