// What the courier tells a resolution once it is signed: what it brought about, and that a later one undid it.

import { describe, expect, test } from 'vitest'
import { decodeId } from '../../api/graphql/ids.ts'
import { resolution } from '../../engine/mechanisms/resolution/index.ts'
import { CONTENT, meetingIn, OTHER } from '../support/actors-resolution.ts'
import type { Meeting } from '../support/actors-resolution.ts'
import { byRule } from '../support/actors.ts'
import { journeyOfFile } from '../support/journey-of-file.ts'
import type { Journey } from '../support/journey.ts'
import { GOVERNANCE, INSTITUTION } from '../support/world.ts'

let journey: Journey
journeyOfFile({ newcomers: false }, (opened) => (journey = opened))

const other = { decision: 'other', contentHash: CONTENT } as const
/** The committee adopts every item of an agenda, without a meeting, and the minutes are signed. */
async function adoptsInWriting(m: Meeting, n = 1): Promise<void> {
  await m.committee.opensVote()
  for (let item = 1; item <= n; item++) {
    for (const member of [m.committee, m.committee2, m.committee3]) await member.votesFor({ item })
    await m.committee.closesVote({ item })
    const { lastItem } = resolution.rules
    expect(m.file.stands(), lastItem?.article).toBe(item < n ? 'session' : 'minuting.drafting')
  }
  await m.secretary.draftsMinutes()
  await m.committee.signs()
}
/** What became of each thing that it was told: accepted, or the rule that refused it with its article. */
const told = async (m: Meeting, event: string): Promise<readonly string[]> =>
  (await m.file.entries())
    .filter((entry) => entry.event === event)
    .map(({ refusal }) => (refusal ? refusing(event, refusal.rule) : 'accepted'))
const refusing = (event: string, rule: string): string =>
  `${rule} (${String(byRule(resolution, event, rule).article)})`

describe('a resolution', () => {
  test('stands while only another of its meeting is rescinded, and none is rescinded twice', async () => {
    const earlier = meetingIn(journey)
    await earlier.committee2.convenesCommittee({ form: 'written', item: other })
    await earlier.committee2.addsItem({ item: { ...other, contentHash: OTHER } })
    await adoptsInWriting(earlier, 2)
    // Two meetings have the same on their agenda while it stands.
    const undo = { decision: 'rescind', process: earlier.file.id, contentHash: CONTENT } as const
    const meetings = [meetingIn(journey), meetingIn(journey)]
    for (const m of meetings) await m.committee2.convenesCommittee({ form: 'written', item: undo })
    for (const m of meetings) {
      await adoptsInWriting(m)
      await journey.catchesUp()
      const { rescindsAll } = resolution.rules
      expect(await earlier.file.standsNow(), rescindsAll?.article).toBe('inForce')
      expect(await earlier.file.facts()).toMatchObject({
        items: [{ rescinded: true }, { rescinded: false }],
      })
    }
    expect(await told(earlier, 'recordRescission')).toEqual([
      'accepted',
      refusing('recordRescission', 'rescindsSome'),
    ])
  })
  test('is told of no effect but its own, by whatever process', async () => {
    const m = meetingIn(journey)
    await m.committee2.convenesCommittee({ form: 'written', item: other })
    await adoptsInWriting(m)
    await journey.world.engine.execute(INSTITUTION, [
      {
        asker: { system: 'courier' },
        via: 'engine',
        request: 'an-effect-of-another',
        mechanism: 'G02',
        process: decodeId(m.file.id)?.id ?? '',
        event: 'recordEffect',
        payload: { source: GOVERNANCE, decision: 'approvePlan' },
      },
    ])
    expect(await told(m, 'recordEffect')).toEqual([refusing('recordEffect', 'carriesOut')])
  })
})
