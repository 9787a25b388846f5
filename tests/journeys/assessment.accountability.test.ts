// A matter from its report by facts, hearing and sanction to the remedy, with the ways in between.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  caseIn,
  established,
  furnished,
  heard,
  proposedTo,
  reported,
  sanctioned,
  worker,
} from '../support/actors-assessment.ts'
import type { Accountability } from '../support/actors-assessment.ts'
import { checkTrail } from '../support/checkTrail.ts'
import { foundIn, toldOf } from '../support/journey-found.ts'
import { openJourney } from '../support/journey.ts'
import type { Journey } from '../support/journey.ts'
import { addPerson } from '../support/unit-of-its-own.ts'

let journey: Journey
beforeAll(async () => {
  journey = await openJourney()
})
afterAll(async () => {
  await checkTrail(journey.world.pool)
  await journey?.close()
})
const matter = (): Accountability => {
  journey.at('2026-03-02 09:00')
  return caseIn(journey)
}
const about = (unit: string) => `unit:${unit}`

describe('a case of accountability', () => {
  test('from the report by facts, hearing and sanction to the remedy', async () => {
    const c = matter()
    const { unit } = c
    await furnished(journey, unit)
    const culprit = worker(unit)
    const guilty = { person: journey.person(culprit) }
    await c.auditor.opensCase(guilty)
    await c.officer.names({ person: journey.person('wealth-1'), involvement: 'manager' })
    await c.lawyer.establishes({ noManager: undefined })
    expect(c.file.stands()).toBe('hearing')

    // Whoever is concerned reads the case and is heard; a colleague of the unit does neither yet.
    await addPerson(journey, `${unit}-colleague`, [['hr-1', 'businessDepartment', unit]])
    expect(await c.file.readBy(culprit)).not.toBeNull()
    expect(await c.file.readBy(`${unit}-colleague`)).toBeNull()
    await c.of(culprit).states()
    await c.refuses('everyoneHeard', 'submitForDecision', c.lawyer.submitsProposal())
    await c.hr.hears({ person: journey.person('wealth-1'), outcome: 'declined' })
    await c.lawyer.submitsProposal()

    await c.manager.sanctions({ ...guilty, sanction: 'demerit', training: true })
    expect(c.file.stands()).toBe('deciding')
    await c.manager.sanctions({ person: journey.person('wealth-1'), sanction: 'none' })
    expect(c.file.stands()).toBe('remedying.inTime')
    expect(await c.file.readBy(`${unit}-colleague`)).not.toBeNull()
    await journey.catchesUp()
    const [training] = await foundIn(journey, { mechanism: 'M09' })
    expect(training).toMatchObject({
      event: 'requireTraining',
      by: 'COURIER',
      payload: { cause: 'accountability' },
    })

    await c.of(`${unit}-colleague`).claimsRemedied()
    await c.officer.rejectsRemedied()
    await c.of(culprit).claimsRemedied()
    await c.auditor.confirmsRemedied()
    expect(await c.file.reads()).toMatchObject({
      state: { final: true },
      facts: {
        cause: 'MIS_SALE',
        persons: [
          { sanction: 'DEMERIT', heard: 'STATED', training: true, decidedBy: 'SENIOR_MANAGEMENT' },
          { sanction: 'NONE', heard: 'DECLINED', involvement: 'MANAGER' },
        ],
        work: { breaches: [] },
      },
      timers: [],
    })
    expect(c.file.stands()).toBe('concluded')
  })

  test('on a member of management the committee or the board resolves', async () => {
    const c = matter()
    await reported(c)
    await c.officer.names({ person: journey.person('management-2') })
    await c.lawyer.establishes()
    await c.otherManager.states()
    await c.lawyer.submitsProposal()
    await c.refuses('somebodyIsNot', 'decideSanction', c.manager.sanctions())
    await c.director.resolvesSanction({ sanction: 'removal', training: true })
    expect(await c.file.facts()).toMatchObject({
      persons: [{ ofManagement: true, sanction: 'REMOVAL', decidedBy: 'BOARD' }],
    })
    expect(toldOf(await c.file.entries(), 'resolveSanction')).toContain('supervisoryBody')
  })

  test('it is dismissed by two people, or goes on', async () => {
    const c = matter()
    await reported(c)
    await c.officer.proposesDismissal()
    await c.manager.refusesDismissal()
    expect(c.file.stands()).toBe('factFinding')
    await c.lawyer.proposesDismissal()
    await c.manager.confirmsDismissal()
    expect(c.file.stands()).toBe('dismissed')
  })

  test('cases on one matter are merged, and the other knows what it took in', async () => {
    const kept = matter()
    await reported(kept)
    const other = caseIn(journey, kept.unit)
    await other.regulator.opensCase()
    await other.officer.merges({ into: kept.file.id })
    expect(other.file.stands()).toBe('mergedAway')
    await journey.catchesUp()
    expect((await kept.file.facts())['absorbed']).toHaveLength(1)
  })

  test('new facts reopen it: everybody is heard and decided on anew', async () => {
    const c = matter()
    await sanctioned(c)
    await c.manager.reopens()
    expect(await c.file.facts()).toMatchObject({
      persons: [{ heard: null, sanction: null }],
      facts: null,
      remedy: null,
    })
    await c.officer.names({ person: journey.person('loans-2') })
    await c.lawyer.establishes()
    await c.hr.hears()
    await c.refuses('everyoneHeard', 'submitForDecision', c.lawyer.submitsProposal())
    await established(matter())
    await heard(matter())
  })

  test('a decision that is returned is proposed anew, and its unit is corrected', async () => {
    const c = matter()
    await proposedTo(c)
    await c.manager.returnsForFacts()
    await c.officer.correctsUnit()
    expect(await c.file.facts()).toMatchObject({ unit: 'wealth', proposal: null })
  })

  test('a remedy that comes late is a risk to audit', async () => {
    const c = matter()
    await sanctioned(c)
    await journey.passes('2026-06-01 09:00')
    expect(await c.file.standsNow()).toBe('remedying.late')
    expect(await foundIn(journey, { mechanism: 'M11', subject: about(c.unit) })).toMatchObject([
      { event: 'reportRisk', payload: { kind: 'misSale' } },
    ])
    await c.of(worker(c.unit)).claimsRemedied()
    await c.officer.rejectsRemedied()
    expect(c.file.stands()).toBe('remedying.late')
  })
})
