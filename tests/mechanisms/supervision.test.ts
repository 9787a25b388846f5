// Who supervises, as the institution has bound it: from which day, under which label, and what an audit
// committee of directors may not look at.

import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Answer } from '../../engine/core/command.ts'
import type { Instant, Uuid } from '../../engine/core/values.ts'
import { memoryGround } from '../support/walk-ground.ts'
import type { Ground } from '../support/walk-ground.ts'
import { GOVERNANCE, INSTITUTION } from '../support/world.ts'

let ground: Ground
/** A meeting of the committee. */
let theirs: Uuid
beforeAll(async () => {
  ground = await memoryGround()
})
afterAll(() => ground.close())

const idOf = (subject: string): Uuid => ground.viewers.get(subject)?.person ?? ''
async function send(by: string, event: string, more: object): Promise<Answer> {
  const [answer] = await ground.engine.execute(INSTITUTION, [
    {
      asker: { person: idOf(by) },
      via: 'api',
      request: ground.request(),
      mechanism: 'G02',
      event,
      payload: {},
      ...more,
    },
  ])
  if (!answer) throw new Error('no answer')
  return answer
}
const govern = (by: string, event: string, payload: object) =>
  send(by, event, { mechanism: 'G01', process: GOVERNANCE, payload })
const bind = (form: string, from: string, by = 'board-1') =>
  govern(by, 'bindSupervision', { form, from, articlesHash: 'a5'.repeat(32) })

/** The committee convenes a meeting of its own. */
async function meeting(): Promise<Uuid> {
  const convened = await send('committee-1', 'conveneCommittee', {
    payload: {
      form: 'meeting',
      occasion: 'extraordinary',
      meetingOn: '2026-06-01',
      chair: idOf('committee-1'),
      secretary: idOf('committee-2'),
      item: { decision: 'other', contentHash: 'd4'.repeat(32) },
    },
  })
  if (convened.kind !== 'accepted') throw new Error(JSON.stringify(convened))
  return convened.process.id
}
const inquire = (by: string, process: Uuid) =>
  send(by, 'inquire', {
    process,
    payload: { answerBy: '2026-06-01', question: 'why' },
  })

it('is bound by the board alone', async () => {
  expect(await bind('auditCommittee', '2026-04-01', 'management-1')).toMatchObject({
    refusal: { kind: 'NOT_YOUR_DUTY', article: 'company-law:69' },
  })
  expect(await bind('boardOfSupervisors', '2026-03-02')).toMatchObject({ kind: 'accepted' })
  expect(await bind('auditCommittee', '2026-04-01')).toMatchObject({ kind: 'accepted' })
})

it('keeps a director of the audit committee from supervising the committee in which he sits', async () => {
  const seat = { body: 'supervisoryBody', from: '2026-01-01', person: idOf('committee-1') }
  expect(await govern('supervisor-1', 'appoint', seat)).toMatchObject({ kind: 'accepted' })
  await ground.look()
  theirs = await meeting()
  // While a board of supervisors supervises, nothing of this.
  expect(await inquire('committee-1', theirs)).toMatchObject({ kind: 'accepted' })
  ground.at('2026-04-01T01:00:00.000Z' as Instant)
  expect(await inquire('committee-1', theirs)).toMatchObject({
    refusal: {
      kind: 'SEPARATION',
      rule: 'supervisesNotOwnCommittee',
      article: 'company-law:121',
    },
  })
  const seen = await ground.engine.view(
    { institution: INSTITUTION, person: idOf('committee-1'), seats: await seatsOf('committee-1') },
    [theirs],
  )
  expect(seen.get(theirs)?.offers.find((o) => o.event === 'inquire')).toMatchObject({
    allowed: false,
    refusal: { rule: 'supervisesNotOwnCommittee' },
  })
  // Of others he asks; and who does not sit in that committee asks of it.
  const asked = await inquire('supervisor-1', theirs)
  expect(asked).toMatchObject({ kind: 'accepted' })
  const entry = ground.written.at(-1)?.leaf
  expect(entry?.decision?.separation).toContain('supervisesNotOwnCommittee')
})

it('is called what was bound, in what is refused too', async () => {
  const refused = await govern('loans-1', 'bindSupervision', {
    form: 'none',
    from: '2026-05-01',
    articlesHash: 'a5'.repeat(32),
  })
  expect(refused).toMatchObject({ refusal: { kind: 'NOT_YOUR_DUTY' } })
  const inquiry = await inquire('management-1', theirs)
  expect(inquiry.kind === 'refused' && inquiry.refusal.message.en).toContain(
    'Audit committee of the board',
  )
})

it('is nobody’s where the institution has no such body', async () => {
  expect(await bind('none', '2026-04-02')).toMatchObject({ kind: 'accepted' })
  ground.at('2026-04-02T01:00:00.000Z' as Instant)
  expect(await inquire('supervisor-2', theirs)).toMatchObject({
    refusal: { kind: 'NOT_YOUR_DUTY', rule: 'noSupervisingBody', article: 'company-law:83' },
  })
})

const seatsOf = async (subject: string) =>
  (await ground.engine.viewer({ institution: INSTITUTION, person: idOf(subject) })).seats
