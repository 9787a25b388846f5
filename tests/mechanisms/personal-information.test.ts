// What the charts of the protection of information promise: ways that do not exist, reports that are due,
// consents that are needed, and how long the record is kept.

import { describe, expect, test } from 'vitest'
import { noticesOf } from '../../engine/core/load.ts'
import {
  demands,
  LOWEST,
  raises,
  REPORTS,
} from '../../engine/mechanisms/personal-information/incident/terms.ts'
import type {
  IncidentClass,
  IncidentContext,
} from '../../engine/mechanisms/personal-information/incident/terms.ts'
import { personalInformation } from '../../engine/mechanisms/personal-information/index.ts'
import {
  governing,
  recordSince,
} from '../../engine/mechanisms/personal-information/processing/changes.ts'
import {
  beforeProposal,
  consentNeeded,
  declaredTriggers,
  separateNeeded,
  TRIGGERS,
} from '../../engine/mechanisms/personal-information/processing/terms.ts'
import type {
  ProcessingContext,
  Trigger,
  Triggers,
} from '../../engine/mechanisms/personal-information/processing/terms.ts'
import type { RequestContext } from '../../engine/mechanisms/personal-information/request/terms.ts'
import {
  OUTCOMES,
  REQUEST_KINDS,
} from '../../engine/mechanisms/personal-information/request/words.ts'
import { cited, LAWS } from '../../policies/law.ts'
import type { Citation } from '../../policies/law.ts'
import { explored } from '../support/information-space.ts'
import type { Node } from '../support/information-space.ts'

const answers = (...yes: readonly Trigger[]): Triggers =>
  Object.fromEntries(TRIGGERS.map((t) => [t, yes.includes(t)])) as Triggers
/** Nodes that break a promise, by the way that leads to them. */
const breaking = (nodes: readonly Node[], broken: (node: Node) => boolean): string[] =>
  nodes.filter(broken).map(({ way }) => way.join(' → '))
const at = (node: Node, path: string): boolean => node.state.paths.includes(path)

describe('a processing activity, whatever happens to it', () => {
  const contextOf = (node: Node) => node.state.context as unknown as ProcessingContext
  const nodes = explored(
    {
      chart: 'processing',
      lastFirst: true,
      variants: {
        submitActivity: [
          {
            kinds: ['biometric'],
            basis: 'consent',
            automation: 'sole',
            recipients: [{ partner: 'partner:p', role: 'processor' }],
          },
          { abroad: true, basis: 'legalDuty', endsOn: '2026-12-31' },
        ],
        finishAssessment: [{ risk: 'high' }],
      },
      keyOf: (context) => {
        const c = context as unknown as ProcessingContext
        return [
          c.approval?.kind,
          c.approval?.contentHash === c.contentHash,
          c.setAside?.basis,
          c.basis,
          c.screening?.answers.automated,
          c.screening?.answers.crossBorder,
          c.assessment?.risk,
          Math.min(2, c.consents.given - c.consents.withdrawn),
          c.cure !== null,
          c.deletion !== null,
          c.confirmations.length,
          c.keeping,
        ]
      },
    },
    ['proposeActivity', 'reportUnassessed'],
  )

  test('has many ways', () => {
    expect(nodes.length).toBeGreaterThan(500)
    expect(nodes.filter(({ state }) => state.final).length).toBeGreaterThan(20)
  })
  test('runs exactly while the case is active', () => {
    expect(breaking(nodes, (n) => at(n, 'case.active') !== at(n, 'use.running'))).toEqual([])
    expect(breaking(nodes, (n) => !at(n, `use.${contextOf(n).use}`))).toEqual([])
  })
  test('runs only with an approval of the very description', () => {
    const unapproved = (n: Node) =>
      at(n, 'use.running') && contextOf(n).approval?.contentHash !== contextOf(n).contentHash
    expect(breaking(nodes, unapproved)).toEqual([])
  })
  test('is approved in full where any item of art. 55 was answered by yes', () => {
    const tooShort = (n: Node) => {
      const { approval, screening } = contextOf(n)
      return (
        approval?.kind === 'lite' &&
        Object.values(screening?.answers ?? answers()).some((yes) => yes)
      )
    }
    expect(breaking(nodes, tooShort)).toEqual([])
  })
  test('runs only with the consent that it needs', () => {
    const unconsented = (n: Node) =>
      at(n, 'use.running') && consentNeeded(contextOf(n)) && contextOf(n).consents.given === 0
    expect(breaking(nodes, unconsented)).toEqual([])
  })
  test('once used, does not end without a confirmed deletion', () => {
    const loose = (n: Node) => {
      const c = contextOf(n)
      if (!n.state.final) return false
      if (!at(n, 'case.deleted')) return c.use !== 'none' || c.liveSince !== null
      return c.deletion === null || c.recipients.some((r) => !c.confirmations.includes(r.partner))
    }
    expect(breaking(nodes, loose)).toEqual([])
  })
  test('is approved by nobody who proposed it', () => {
    const alone = (n: Node) => {
      const { approver = [], decider = [] } = n.state.participants
      const { authors } = contextOf(n)
      return [...approver, ...decider].some((person) => authors.includes(person))
    }
    expect(breaking(nodes, alone)).toEqual([])
  })
  test('leaves no record that may be disposed of while it goes on', () => {
    const disposed = (n: Node) => at(n, 'assessmentRecord.disposed') && !n.state.final
    expect(breaking(nodes, disposed)).toEqual([])
  })
})

describe('what follows from the description', () => {
  const described = (more: Partial<ProcessingContext>): ProcessingContext => ({
    ...beforeProposal,
    ...more,
  })
  test.each<[string, Partial<ProcessingContext>, Trigger]>([
    ['a sensitive kind', { kinds: ['identity', 'minor'] }, 'sensitive'],
    ['a decision by automation', { automation: 'assisted' }, 'automated'],
    ['personalised marketing', { personalised: true }, 'automated'],
    ['a processor', { recipients: [{ partner: 'partner:p', role: 'processor' }] }, 'entrusting'],
    ['a recipient', { recipients: [{ partner: 'partner:p', role: 'recipient' }] }, 'providing'],
    ['publication', { publishes: true }, 'publishing'],
    ['a transfer abroad', { abroad: true }, 'crossBorder'],
  ])('%s is declared', (_, more, trigger) => {
    expect(declaredTriggers(described(more))).toEqual(answers(trigger))
  })

  const screened = (basis: ProcessingContext['basis'], ...yes: readonly Trigger[]) =>
    described({ basis, screening: { answers: answers(...yes), by: 'officer', on: '2026-03-02' } })
  test.each<[ProcessingContext['basis'], boolean, number]>([
    ['consent', true, 4],
    ['contract', true, 4],
    ['disclosedByPerson', true, 4],
    ['legalDuty', false, 0],
    ['emergency', false, 0],
    ['publicInterest', false, 0],
    ['otherLaw', false, 0],
  ])('on the basis of %s', (basis, needed, separate) => {
    const all = screened(basis, ...TRIGGERS)
    expect([consentNeeded(all), separateNeeded(all).length]).toEqual([needed, separate])
    expect(consentNeeded(screened(basis))).toBe(basis === 'consent')
  })
})

describe('the record of an activity', () => {
  const kept = (more: Partial<ProcessingContext>) => ({ ...beforeProposal, ...more })
  test.each<[string, Partial<ProcessingContext>, 'K40' | 'K43']>([
    ['only assessed', { assessedOn: '2026-03-02' }, 'K40'],
    [
      'provided to others after the assessment',
      { assessedOn: '2026-03-02', provisions: { count: 1, lastOn: '2026-05-01' } },
      'K43',
    ],
    [
      'provided to others and assessed anew',
      { assessedOn: '2027-03-02', provisions: { count: 1, lastOn: '2026-05-01' } },
      'K40',
    ],
    [
      'provided to others and ended',
      {
        assessedOn: '2026-03-02',
        endedOn: '2028-01-01',
        provisions: { count: 1, lastOn: '2026-05-01' },
      },
      'K40',
    ],
  ])('%s is kept by the rule that lasts longest', (_, more, rule) => {
    expect(governing(kept(more))).toBe(rule)
    const other = rule === 'K40' ? 'K43' : 'K40'
    const { clocks } = personalInformation
    expect(clocks[rule]?.unless?.(kept(more))).toBe(false)
    expect(clocks[other]?.unless?.(kept(more))).toBe(true)
  })
  test('counts from the decision, or from the end where that is later', () => {
    expect(recordSince(kept({ assessedOn: '2026-03-02' }))).toBe('2026-03-02')
    expect(recordSince(kept({ assessedOn: '2026-03-02', endedOn: '2028-01-01' }))).toBe(
      '2028-01-01',
    )
  })
})

describe('a request, whatever happens to it', () => {
  const contextOf = (node: Node) => node.state.context as unknown as RequestContext
  const nodes = explored(
    {
      chart: 'request',
      variants: {
        registerRequest: [{ kind: 'creditObjection' }],
        contestAnswer: [{ route: 'court' }],
      },
      keyOf: (context) => {
        const c = context as unknown as RequestContext
        return [c.kind, c.markedDisputed, c.late, c.contest?.route, c.keeping, c.pausedOn !== null]
      },
    },
    ['registerRequest'],
  )
  test('is answered or its period runs, and no way leads back to being in time but a new period', () => {
    const open = (n: Node) =>
      (at(n, 'case.fulfilled') || at(n, 'case.refused')) !== at(n, 'answer.answered') &&
      !n.state.final &&
      !at(n, 'case.contested')
    expect(breaking(nodes, open)).toEqual([])
    expect(breaking(nodes, (n) => at(n, 'answer.overdue') && !contextOf(n).late)).toEqual([])
  })
  test('about a credit record is answered only once that is marked as disputed', () => {
    const unmarked = (n: Node) =>
      contextOf(n).kind === 'creditObjection' &&
      (contextOf(n).outcome !== null || contextOf(n).refusal?.ground === 'notFounded') &&
      !contextOf(n).markedDisputed
    expect(breaking(nodes, unmarked)).toEqual([])
  })
  test('has one clock of the answer, by its kind', () => {
    const { K42, K49 } = personalInformation.clocks
    for (const kind of REQUEST_KINDS) {
      const stands = [K42, K49].map((clock) => !(clock?.unless?.({ kind }) ?? false))
      expect({ kind, stands }).toEqual({
        kind,
        stands: kind === 'creditObjection' ? [false, true] : [true, false],
      })
      expect(OUTCOMES[kind].length).toBeGreaterThan(0)
    }
  })
})

describe('an incident', () => {
  const contextOf = (node: Node) => node.state.context as unknown as IncidentContext
  const grave: IncidentClass = {
    severity: 'larger',
    criticalInfrastructure: false,
    adverseEffect: true,
    dataSecurity: true,
    people: 100,
    sensitive: false,
  }
  test.each<[string, Partial<IncidentClass>, readonly string[]]>([
    ['of the lowest class', LOWEST, []],
    ['that is larger', { ...LOWEST, severity: 'larger' }, ['internet']],
    ['of critical infrastructure', { ...LOWEST, criticalInfrastructure: true }, ['internet']],
    ['with an adverse effect', { ...LOWEST, adverseEffect: true }, ['centralBank']],
    [
      'of data security',
      { ...LOWEST, dataSecurity: true },
      ['supervisorFirst', 'supervisorWritten'],
    ],
    ['of every sort', grave, REPORTS],
  ])('%s demands its reports', (_, known, due) => {
    expect(REPORTS.filter((r) => demands({ ...grave, ...known }, r))).toEqual(due)
  })
  test('is lowered by whatever is taken from it', () => {
    expect(raises(grave, { ...grave, people: 99 })).toBe(false)
    expect(raises(grave, { ...grave, severity: 'general' })).toBe(false)
    expect(raises(grave, { ...grave, adverseEffect: false, people: 9999 })).toBe(false)
    expect(raises(grave, { ...grave, severity: 'major', sensitive: true })).toBe(true)
    expect(raises(null, LOWEST)).toBe(true)
  })
  test.each<[string, Citation, { readonly n: number; readonly sure: string }]>([
    ['K44', 'cac-2025-incident:4', { n: 4, sure: 'read' }],
    ['K44critical', 'cac-2025-incident:4', { n: 1, sure: 'read' }],
    ['K45', 'pboc-2020-5:incident', { n: 72, sure: 'secondary' }],
    ['K46first', '2024-24:first-report', { n: 2, sure: 'recalled' }],
    ['K46written', '2024-24:written-report', { n: 24, sure: 'recalled' }],
  ])('is reported by %s of its own law, counted from the discovery', (name, cite, { n, sure }) => {
    const clock = personalInformation.clocks[name]
    expect(clock).toMatchObject({ cite, span: { n, unit: 'hour' }, kind: 'deadline' })
    expect(LAWS[cited(cite).law].certainty).toBe(sure)
    const from = clock?.from === 'entered' ? undefined : clock?.from({ discoveredAt: 'T' })
    expect(from).toEqual({ at: 'T' })
  })
  test('confirmed, goes to senior management at once and to the committee where it is large', () => {
    for (const name of ['confirmIncident', 'presumeConfirmed']) {
      const event = personalInformation.events[name]
      if (!event) throw new Error(`no event ${name}`)
      const told = (toCommittee: number) => noticesOf(event, { toCommittee }).map((n) => n.to)
      expect(told(0)).toContain('seniorManagement')
      expect(told(0)).not.toContain('consumerProtectionCommittee')
      expect(told(1)).toContain('consumerProtectionCommittee')
    }
  })

  const nodes = explored(
    {
      chart: 'incident',
      variants: {
        reportIncident: [{ adverseEffect: false, dataSecurity: false }],
        confirmIncident: [{ class: { ...LOWEST, severity: 'larger' } }],
      },
      insteadOf: ['reportIncident', 'confirmIncident'],
      keyOf: (context) => {
        const c = context as unknown as IncidentContext
        return [
          c.reports,
          c.individuals,
          c.proposal?.kind,
          c.ordered,
          c.keeping,
          c.class?.dataSecurity,
        ]
      },
    },
    ['reportIncident'],
  )
  test('is not closed before every report that is due was made and the individuals are settled', () => {
    const early = (n: Node) =>
      at(n, 'case.incidentClosed') &&
      (Object.values(contextOf(n).reports).some((s) => s === 'due' || s === 'overdue') ||
        !['told', 'settled'].includes(contextOf(n).individuals))
    expect(nodes.length).toBeGreaterThan(500)
    expect(breaking(nodes, early)).toEqual([])
  })
  test('says of each report in its context what stands in its region', () => {
    const region = {
      internet: 'internetReport',
      centralBank: 'centralBankReport',
      supervisorFirst: 'firstReport',
      supervisorWritten: 'writtenReport',
    } as const
    const differs = (n: Node) =>
      REPORTS.some((r) => !at(n, `${region[r]}.${contextOf(n).reports[r]}`)) ||
      !at(n, `individuals.${contextOf(n).individuals}`)
    expect(breaking(nodes, differs)).toEqual([])
  })
  test('that is a false alarm is late for nothing', () => {
    const late = (n: Node) => at(n, 'case.falseAlarm') && contextOf(n).work.breaches.length > 0
    expect(breaking(nodes, late)).toEqual([])
  })
  test('whose individuals were ordered to be told is never exempt again', () => {
    const exempt = (n: Node) =>
      contextOf(n).ordered && ['exempt', 'settled'].includes(contextOf(n).individuals)
    expect(breaking(nodes, exempt)).toEqual([])
  })
})
