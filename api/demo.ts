/**
 * The demonstration institution: founded through `execute()` like any other, when the database is empty.
 * Its people are invented and say so in their names; nobody is meant.
 */
import type { Body } from '../policies/duty.ts'
import type { Answer, Command } from '../engine/core/command.ts'
import type { Day, Uuid } from '../engine/core/values.ts'
import type { Engine } from '../engine/runtime/engine.ts'

/** A person to be, with the seat he holds. */
export interface DemoPerson {
  /** Subject at the identity provider; also how to name the person at the command line. */
  readonly subject: string
  readonly name: string
  readonly body: Body
  readonly unit?: string
  /** A second seat of the same person. */
  readonly also?: Body
}

const ZONE = 'Asia/Shanghai'
const UNITS = [
  { unit: 'hq', kind: 'headquarters', name: '总部（演示） Headquarters (demonstration)' },
  {
    unit: 'branch-east',
    kind: 'branch',
    superior: 'hq',
    name: '东部分行（演示） East branch (demonstration)',
  },
  {
    unit: 'cp',
    kind: 'department',
    superior: 'hq',
    name: '消保部（演示） Consumer protection (demonstration)',
  },
  {
    unit: 'consumer-loans',
    kind: 'department',
    superior: 'hq',
    name: '消费信贷部（演示） Consumer loans (demonstration)',
  },
  {
    unit: 'wealth',
    kind: 'department',
    superior: 'hq',
    name: '财富管理部（演示） Wealth management (demonstration)',
  },
] as const
const SUBJECTS = [
  { subject: 'product:demo-loan', name: '演示消费贷 Demonstration consumer loan' },
  { subject: 'product:demo-fund', name: '演示理财 Demonstration fund' },
  { subject: 'partner:demo-partner', name: '演示合作机构 Demonstration partner' },
] as const

const person = (subject: string, body: Body, unit?: string): DemoPerson => ({
  subject,
  name: `演示人员 Demonstration ${subject}`,
  body,
  ...(unit === undefined ? {} : { unit }),
})

/**
 * One person per body, two where the charts ask for two different people; a body that decides by
 * resolution has three, so that one may stand aside and the others still decide.
 */
export const DEMO_PEOPLE: readonly DemoPerson[] = [
  person('board-1', 'board'),
  person('board-2', 'board'),
  person('board-3', 'board'),
  person('committee-1', 'consumerProtectionCommittee'),
  person('committee-2', 'consumerProtectionCommittee'),
  person('committee-3', 'consumerProtectionCommittee'),
  person('supervisor-1', 'supervisoryBody'),
  person('supervisor-2', 'supervisoryBody'),
  person('supervisor-3', 'supervisoryBody'),
  person('management-1', 'seniorManagement'),
  person('management-2', 'seniorManagement'),
  person('headquarters-1', 'headquarters', 'hq'),
  person('headquarters-2', 'headquarters', 'hq'),
  person('protection-1', 'consumerProtection', 'cp'),
  person('protection-2', 'consumerProtection', 'cp'),
  person('protection-3', 'consumerProtection', 'cp'),
  // At the telephone: relays what consumers declare, and reads the complaints they declare it about.
  { ...person('telephone-1', 'consumerProtection', 'cp'), also: 'consumerChannel' },
  person('loans-1', 'businessDepartment', 'consumer-loans'),
  person('loans-2', 'businessDepartment', 'consumer-loans'),
  person('wealth-1', 'businessDepartment', 'wealth'),
  person('wealth-2', 'businessDepartment', 'wealth'),
  person('legal-1', 'legalCompliance'),
  person('legal-2', 'legalCompliance'),
  person('privacy-1', 'personalInformationOfficer'),
  person('privacy-2', 'personalInformationOfficer'),
  person('hr-1', 'humanResources', 'hq'),
  person('hr-2', 'humanResources', 'hq'),
  person('audit-1', 'internalAudit'),
  person('audit-2', 'internalAudit'),
  person('partner-1', 'partner', 'partner:demo-partner'),
  person('channel-1', 'consumerChannel'),
  person('regulator-1', 'regulator'),
  person('mediation-1', 'mediationBody'),
  person('court-1', 'court'),
  person('police-1', 'police'),
  person('system-1', 'system'),
]

export interface Founding {
  readonly institution: Uuid
  /** The governance process of the institution. */
  readonly process: Uuid
  readonly name: string
  /** Issuer of the tokens of its people. */
  readonly issuer: string
  /** Day from which the seats are held. */
  readonly from: Day
  readonly people?: readonly DemoPerson[]
}

/** Ids of the people by their subject. */
export type Founded = ReadonlyMap<string, Uuid>

/**
 * Founds an institution with units, people, seats and subjects, and ends the founder's power. Sending it
 * again does nothing new. Throws where a command is not accepted: that is a bug, not a refusal to show.
 */
export async function foundInstitution(engine: Engine, founding: Founding): Promise<Founded> {
  const { institution, process, people = DEMO_PEOPLE } = founding
  const base = { asker: { system: 'founder' }, via: 'engine', mechanism: 'G01' } as const
  const record = (request: string, event: string, payload: object): Command => ({
    ...base,
    request,
    event,
    payload,
    ...(event === 'found' ? { newProcess: process } : { process }),
  })
  await accepted(engine, institution, [
    record('found', 'found', { name: founding.name, zone: ZONE }),
    ...UNITS.map((u) => record(`unit:${u.unit}`, 'addUnit', u)),
    ...SUBJECTS.map((s) => record(`subject:${s.subject}`, 'registerSubject', s)),
  ])
  const added = await accepted(
    engine,
    institution,
    people.map((p) =>
      record(`person:${p.subject}`, 'addPerson', {
        issuer: founding.issuer,
        subject: p.subject,
        name: p.name,
      }),
    ),
  )
  const ids = new Map(people.map((p, i) => [p.subject, entryOf(added[i])]))
  const seat = (subject: string, body: Body, unit?: string) =>
    record(`seat:${subject}:${body}`, 'appoint', {
      person: ids.get(subject),
      body,
      from: founding.from,
      ...(unit === undefined ? {} : { unit }),
    })
  await accepted(engine, institution, [
    ...people.map((p) => seat(p.subject, p.body, p.unit)),
    ...people.flatMap((p) => (p.also === undefined ? [] : [seat(p.subject, p.also)])),
    record('complete', 'completeFounding', {}),
  ])
  return ids
}

const entryOf = (answer: Answer | undefined): Uuid => {
  if (answer?.kind !== 'accepted') throw new Error('a person could not be added')
  return answer.entry.id
}

async function accepted(engine: Engine, institution: Uuid, commands: readonly Command[]) {
  const answers = await engine.execute(institution, commands)
  const refused = answers.find((a) => a.kind === 'refused')
  if (refused?.kind === 'refused')
    throw new Error(`the founding was refused: ${JSON.stringify(refused.refusal)}`)
  return answers
}
