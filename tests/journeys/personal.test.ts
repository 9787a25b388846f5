// Personal values: seen by who may read the case, and nowhere else, whatever is done with them.

import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { complaintHandling } from '../../engine/mechanisms/complaint-handling/index.ts'
import { personalIn } from '../../engine/core/input.ts'
import { complaintIn, notified } from '../support/actors-complaint.ts'
import { isRefused } from '../support/actors.ts'
import { inReview, reviewIn } from '../support/actors-review.ts'
import { GATES } from '../support/gates.ts'
import { openJourney } from '../support/journey.ts'
import type { Journey } from '../support/journey.ts'

const CANARY = 'Kanarienvogel-金丝雀-4711'
let journey: Journey
const written: string[] = []
beforeAll(async () => {
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((chunk: string | Uint8Array) => {
      written.push(Buffer.from(chunk).toString())
      return true
    })
  journey = await openJourney({ neighbours: GATES })
})
afterAll(async () => {
  vi.restoreAllMocks()
  await journey?.close()
})

/** What is personal is encrypted in `entry_private`, and in the open nowhere. */
const KEPT = [
  'entry',
  'process',
  'timer',
  'reaction',
  'interest',
  'subject',
  'unit',
  'seat',
  'policy_value',
  'head',
]
const foundIn = async (text: string): Promise<string[]> => {
  const { Client } = await import('pg')
  const client = new Client(journey.world.database.config)
  await client.connect()
  try {
    const found: string[] = []
    for (const table of [...KEPT, 'entry_private']) {
      const { rows } = await client.query<{ n: string }>(
        `select count(*) as n from ${table} t where t::text like '%' || $1 || '%'`,
        [text],
      )
      if (Number(rows[0]?.n) > 0) found.push(table)
    }
    return found
  } finally {
    await client.end()
  }
}

test('free text is shown to readers, kept beside the trail, and nowhere else', async () => {
  journey.at('2026-03-02 09:00')
  const c = complaintIn(journey)
  const remark = { remark: `remark ${CANARY}` }
  const text = (where: string) => `${where} ${CANARY}`
  await c.officer.registers({ narrative: text('narrative') }, remark)
  await c.officer.acknowledges({}, remark)
  await c.officer.confirmsIdentity()
  await c.officer.assigns()
  await c.handler.declaresNoInterest()
  await c.handler.contacts({ said: text('said') })
  await c.handler.notes({ text: text('note') }, remark)
  await c.handler.negotiates({ summary: text('summary') })
  await c.handler.raisesQuestion({ question: text('question') })
  await c.supervisor.inquires({ question: text('inquiry') })
  await c.officer.answersInquiry({ answer: text('answer') })
  await c.handler.clarifiesFacts({ facts: text('facts') })
  await c.lawyer.objectsLegally({ reasons: text('objection') })
  await c.handler.clarifiesFacts({ facts: text('facts') })
  await c.lawyer.agreesLegally()
  await isRefused(c.officer.decides({ findings: text('findings'), remedies: [] }, remark), {
    kind: 'NOT_NOW',
    rule: 'remediesListed',
    article: '2020-3:19',
  })
  await c.officer.decides({ findings: text('findings'), grounds: text('grounds') })
  await c.officer.tells()
  await c.customer.asksReview({ reasons: text('reasons') })
  await journey.passes('2026-06-01 09:00')

  const entries = await c.complaint.entries()
  const shown = entries.filter((e) => JSON.stringify(e['payload']).includes(CANARY))
  expect(shown.length).toBeGreaterThanOrEqual(12)
  expect(entries.find(({ event }) => event === 'note')).toMatchObject({
    payload: { text: text('note') },
    remark: `remark ${CANARY}`,
  })
  for (const { leaf, title } of entries) {
    expect(leaf).not.toContain(CANARY)
    expect(JSON.stringify(title)).not.toContain(CANARY)
  }
  const whole = JSON.stringify(await c.complaint.reads())
  expect(whole).not.toContain(CANARY)
  expect(await foundIn(CANARY)).toEqual([])
  // What is not personal is found by the same search where it is kept.
  expect(await foundIn('repayment charges')).toEqual(['entry', 'process'])
  expect(await c.complaint.readBy('wealth-1')).toBeNull()
})

test('the opinion and the reasons of a review are kept in the same way', async () => {
  journey.at('2026-03-02 09:00')
  const c = reviewIn(journey)
  await inReview(c)
  const text = (where: string) => `${where} ${CANARY}`
  await c.reviewer.finds({ result: 'flagged', grounds: text('grounds') })
  await c.reviewer.rejects({ opinion: text('opinion') })
  await c.business.contests({ reasons: text('reasons') })
  await c.officer.escalates({ summary: text('summary') })
  const entries = await c.review.entries()
  expect(entries.filter((e) => JSON.stringify(e['payload']).includes(CANARY))).toHaveLength(4)
  expect(entries.filter(({ leaf }) => leaf.includes(CANARY))).toEqual([])
  expect(JSON.stringify(await c.review.reads())).not.toContain(CANARY)
  expect(await foundIn(CANARY)).toEqual([])
})

test('what is malformed, refused by the schema or reused is not logged with what it said', async () => {
  journey.at('2026-03-02 09:00')
  const c = complaintIn(journey)
  await c.officer.registers()
  await isRefused(c.officer.notes({ about: CANARY }), {
    kind: 'MALFORMED',
    rule: 'shape',
    field: ['about'],
  })
  await c.officer.notes({}, { requestId: 'private-1' })
  await isRefused(c.officer.notes({ text: CANARY }, { requestId: 'private-1' }), {
    kind: 'REQUEST_REUSED',
    rule: 'request',
  })
  const unknown = await journey.doors.reply('protection-1', {
    query: `{ viewer { nobody(x: "${CANARY}") } }`,
  })
  expect(unknown.body.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
  expect(journey.logged()).not.toContain(CANARY)
  expect(written.join('')).not.toContain(CANARY)
})

test('every free text of a complaint belongs to somebody', () => {
  const events = Object.entries(complaintHandling.events)
  const personal = events.filter(([, { payload }]) => personalIn(payload).length > 0)
  expect(personal.length).toBeGreaterThan(20)
  for (const [event, { payload }] of personal)
    for (const { of } of personalIn(payload))
      expect(Object.keys(payload.shape), `${event} says whose it is`).toContain(of)
})

test('the name of a person is for oneself and for who reads everything', async () => {
  journey.at('2026-03-02 09:00')
  const c = complaintIn(journey)
  await notified(c)
  const named = async (who: string) => {
    const seen = await c.complaint.readBy(
      who,
      'entries(first: 1) { nodes { actor { person { name } } } }',
    )
    const { nodes } = seen['entries'] as unknown as {
      nodes: { actor: { person: { name: string | null } } }[]
    }
    return nodes[0]?.actor.person.name
  }
  expect(await named('audit-1')).toContain('protection-1')
  expect(await named('protection-1')).toContain('protection-1')
  expect(await named('east-1')).toBeNull()
})
