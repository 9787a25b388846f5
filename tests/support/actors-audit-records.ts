// Who asks for samples, writes working papers and examines what was read, and by which deeds.

import { audit } from '../../engine/mechanisms/audit/index.ts'
import type { events as paperEvents } from '../../engine/mechanisms/audit/paper/events.ts'
import type { events as readingEvents } from '../../engine/mechanisms/audit/reading/events.ts'
import type { events as sampleEvents } from '../../engine/mechanisms/audit/sample/events.ts'
import { actorIn, byRule, deedsFor, isRefused } from './actors.ts'
import type { Actor, Deeds } from './actors.ts'
import { KNOWN, PROOF } from './actors-audit.ts'
import type { Json } from './client.ts'
import { Case } from './journey-case.ts'
import type { Done } from './journey-case.ts'
import type { Journey } from './journey.ts'

// ---- deeds -------------------------------------------------------------------------------------------
const works = deedsFor<typeof sampleEvents>()
const work = {
  notes: works('note', () => ({ text: 'for the file' })),
  inquires: works('inquire', () => ({ question: 'Why so few?' })),
  answersInquiry: works('answerInquiry', (c) => ({
    inquiry: c.entryOf('inquire'),
    answer: 'The population is small.',
  })),
  explainsBreach: works('explainBreach', (c) => ({
    breach: c.entryOf('inquire'),
    ground: 'workload',
    explanation: 'two auditors left',
  })),
  recuses: works('recuse', () => ({ ground: 'tookPart' })),
} as const

export const sampleDeeds = {
  asks: works('orderSample', () => ({
    purpose: 'yearly audit',
    of: 'entries',
    method: 'simple',
    size: 3,
    seed: '2026',
    filter: [{ by: 'mechanism', is: 'G01' }],
    upTo: 30,
  })),
  records: works('recordSample', () => ({
    population: 0,
    without: 0,
    digest: PROOF,
    drawn: [],
  })),
  ...work,
} as const

const papers = deedsFor<typeof paperEvents>()
export const paperDeeds = {
  opens: papers('openPaper', (c) => ({ engagement: c.about, label: 'registration in time' })),
  cites: papers('citeEntries', () => ({ entries: [] })),
  drops: papers('dropCitation', () => ({ position: 1, grounds: 'of another case' })),
  concludes: papers('concludePaper', () => ({
    result: 'asItShouldBe',
    conclusion: 'every complaint was registered on its day',
  })),
  takesOver: papers('takeOverPaper', () => ({ grounds: 'the author is on leave' })),
  submits: papers('submitPaper', () => ({})),
  records: papers('recordPaperCheck', () => ({ cited: 1, differing: [] })),
  returns: papers('returnPaper', () => ({ grounds: 'say what was looked at' })),
  signs: papers('signPaper', () => ({})),
  withdraws: papers('withdrawPaper', () => ({ reasons: 'another paper covers it' })),
  ...work,
} as const

const readings = deedsFor<typeof readingEvents>()
export const readingDeeds = {
  examines: readings('examineReading', () => ({
    justified: true,
    grounds: 'all of it belonged to the engagement',
  })),
  ...work,
} as const

// ---- people ------------------------------------------------------------------------------------------
const ROLES = {
  auditor: 'audit-1',
  other: 'audit-2',
  /** Of internal audit, and of no team. */
  stranger: 'audit-3',
  supervisor: 'supervisor-1',
  regulator: 'regulator-1',
} as const
const WORK = `work { recused breaches { clock } inquiries { overdue answered } }`
const FACTS = {
  sample: `purpose engagement of method size seed filter { by is } upTo by population digest headSize root
    part drawn { entry position hits } ${WORK}`,
  paper: `engagement label sample replaces authors entries { position } result
    check { cited differing sampleAgain } returned signedBy ${WORK}`,
  reading: `reader month records pages processes files personal justified ${WORK}`,
} as const

type Records<D extends Deeds> = { readonly [K in keyof typeof ROLES]: Actor<D> } & {
  readonly file: Case
  readonly refuses: (rule: string, event: string, deed: Promise<Done>) => Promise<void>
}
function castIn<D extends Deeds>(
  journey: Journey,
  { chart, about, deeds }: { chart: keyof typeof FACTS; about: string; deeds: D },
): Records<D> {
  const file = new Case({ journey, mechanism: audit, chart, facts: FACTS[chart], about })
  const roles = Object.fromEntries(
    Object.entries(ROLES).map(([role, subject]) => [role, actorIn(file, subject, deeds)]),
  ) as { readonly [K in keyof typeof ROLES]: Actor<D> }
  return {
    ...roles,
    file,
    refuses: async (rule, event, done) => {
      await isRefused(done, byRule(audit, event, rule))
    },
  }
}
export type Sample = Records<typeof sampleDeeds>
export type Paper = Records<typeof paperDeeds>
export type Reading = Records<typeof readingDeeds>

export const sampleIn = (journey: Journey): Sample =>
  castIn(journey, { chart: 'sample', about: '', deeds: sampleDeeds })
/** `engagement` is the global id of the engagement that it is of. */
export const paperIn = (journey: Journey, engagement: string): Paper =>
  castIn(journey, { chart: 'paper', about: engagement, deeds: paperDeeds })
export const readingIn = (journey: Journey): Reading =>
  castIn(journey, { chart: 'reading', about: '', deeds: readingDeeds })

// ---- what the server does ------------------------------------------------------------------------------
const SAMPLE = `{ population upTo digest drawn { position entry { id leafHash } } }`
export async function draws(c: Sample, as = 'audit-1'): Promise<Json> {
  const query = `mutation ($id: ID!) { drawSample(process: $id) ${SAMPLE} }`
  const data = await c.file.journey.doors.ask(as, query, { id: c.file.id })
  await c.file.reads()
  return data['drawSample'] as Json
}
export async function drawsAgain(c: Sample, as = 'audit-2'): Promise<Json> {
  const query = `query ($id: ID!) { sampleAgain(process: $id) { matches sample ${SAMPLE} } }`
  const data = await c.file.journey.doors.ask(as, query, { id: c.file.id })
  return data['sampleAgain'] as Json
}
export async function checks(c: Paper, as = 'audit-2'): Promise<Json> {
  const query = `mutation ($id: ID!) { checkPaper(process: $id) { cited differing sampleAgain } }`
  const data = await c.file.journey.doors.ask(as, query, { id: c.file.id })
  await c.file.reads()
  return data['checkPaper'] as Json
}

export interface Cited {
  readonly entry: string
  readonly position: number
  readonly leafHash: string
}
/** The entries of the trail at some positions, as a paper cites them. */
export async function citations(journey: Journey, first: number): Promise<readonly Cited[]> {
  const query = `{ trail(first: ${String(first)}) { nodes { id position leafHash } } }`
  const data = await journey.doors.ask('audit-1', query)
  const nodes = data['trail']?.['nodes'] as unknown as readonly (Omit<Cited, 'entry'> & {
    readonly id: string
  })[]
  return nodes.map(({ id, ...rest }) => ({ entry: id, ...rest }))
}

export { KNOWN }
