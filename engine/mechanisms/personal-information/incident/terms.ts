/** The words of an incident (个人信息安全事件, PIPL art. 57) and what its case knows: plain JSON, no personal value. */
import * as z from 'zod'
import { commonShape, nothingCommon } from '../common/terms.ts'

export const harmKind = z
  .enum(['leak', 'alteration', 'loss', 'abuse', 'unknown'])
  .meta({ id: 'InformationHarmKind' })
/** 一般、较大、重大、特别重大: the grades of the measure on reporting incidents. */
export const severity = z
  .enum(['general', 'larger', 'major', 'extraordinary'])
  .meta({ id: 'InformationSeverity' })
export const causeKind = z
  .enum(['attack', 'insider', 'error', 'systemFault', 'partner', 'lossOfMedium', 'other'])
  .meta({ id: 'InformationCauseKind' })

/** What decides to whom it is reported, and how soon. */
export const incidentClass = z
  .object({
    severity,
    /** Critical information infrastructure is concerned. */
    criticalInfrastructure: z.boolean(),
    /** It has an adverse effect on consumers (PBOC 2020 No. 5). */
    adverseEffect: z.boolean(),
    /** A data-security incident of a bank or insurer (2024 No. 24). */
    dataSecurity: z.boolean(),
    people: z.int().min(0).max(2_000_000_000),
    sensitive: z.boolean(),
  })
  .meta({ id: 'InformationIncidentClass' })
export type IncidentClass = z.output<typeof incidentClass>

/** The reports that may be due, each to its authority and with a clock of its own. */
export const REPORTS = ['internet', 'centralBank', 'supervisorFirst', 'supervisorWritten'] as const
export const report = z.enum(REPORTS).meta({ id: 'InformationIncidentReport' })
export type Report = (typeof REPORTS)[number]
const standing = z.enum(['idle', 'notRequired', 'due', 'overdue', 'told'])
export type ReportStanding = z.output<typeof standing>
const reports = z.object({
  internet: standing,
  centralBank: standing,
  supervisorFirst: standing,
  supervisorWritten: standing,
})
export type Reports = z.output<typeof reports>

export const incidentContext = z.object({
  ...commonShape,
  kind: harmKind.nullable(),
  activity: z.string().nullable(),
  product: z.string().nullable(),
  partner: z.string().nullable(),
  /** The process in which it was found. */
  source: z.string().nullable(),
  /** The discovery, from which every statutory period counts. */
  discoveredAt: z.string().nullable(),
  class: incidentClass.nullable(),
  confirmed: z.object({ at: z.string(), by: z.enum(['officer', 'silence']) }).nullable(),
  /** 1 where it is for the committee as well: ten thousand people, or sensitive information. */
  toCommittee: z.int(),
  /** What a second person must confirm. */
  proposal: z
    .object({
      kind: z.enum(['falseAlarm', 'exemption', 'lowerClass']),
      by: z.string().nullable(),
      class: incidentClass.nullable(),
    })
    .nullable(),
  contained: z.object({ at: z.string(), evidenceHash: z.string() }).nullable(),
  /** Mirror of the regions of the reports, because rules see the context only. */
  reports,
  /** Mirror of the region of the individuals. */
  individuals: z.enum(['idle', 'due', 'overdue', 'exempt', 'settled', 'ordered', 'told']),
  /** The authority ordered that they be notified; then no exemption is left. */
  ordered: z.boolean(),
  notified: z.object({ people: z.int(), at: z.string() }).nullable(),
  cause: z.object({ kind: causeKind, reportHash: z.string() }).nullable(),
  fix: z.object({ evidenceHash: z.string(), by: z.string().nullable() }).nullable(),
  /** Network logs that were sealed, by the last day that they cover (K48). */
  logs: z.object({ sealHash: z.string(), to: z.string() }).nullable(),
})
export type IncidentContext = z.output<typeof incidentContext>

export const beforeReport: IncidentContext = {
  ...nothingCommon,
  kind: null,
  activity: null,
  product: null,
  partner: null,
  source: null,
  discoveredAt: null,
  class: null,
  confirmed: null,
  toCommittee: 0,
  proposal: null,
  contained: null,
  reports: {
    internet: 'idle',
    centralBank: 'idle',
    supervisorFirst: 'idle',
    supervisorWritten: 'idle',
  },
  individuals: 'idle',
  ordered: false,
  notified: null,
  cause: null,
  fix: null,
  logs: null,
}

const GRADES = severity.options
const gradeOf = (c: IncidentClass): number => GRADES.indexOf(c.severity)
/** Nothing of it is lower than before: then it takes effect at once, and needs no second person. */
export const raises = (before: IncidentClass | null, after: IncidentClass): boolean =>
  before === null ||
  (gradeOf(after) >= gradeOf(before) &&
    after.people >= before.people &&
    (after.criticalInfrastructure || !before.criticalInfrastructure) &&
    (after.adverseEffect || !before.adverseEffect) &&
    (after.dataSecurity || !before.dataSecurity) &&
    (after.sensitive || !before.sensitive))

/** Which report an incident of a class demands (K44, K45, K46). */
export function demands(c: IncidentClass, which: Report): boolean {
  switch (which) {
    case 'internet':
      return c.criticalInfrastructure || c.severity !== 'general'
    case 'centralBank':
      return c.adverseEffect
    case 'supervisorFirst':
    case 'supervisorWritten':
      return c.dataSecurity
  }
}
/** House policy: from so many people on, or with sensitive information, the committee is told as well. */
const COMMITTEE_FROM = 10_000
export const isForCommittee = (c: IncidentClass): boolean =>
  c.people >= COMMITTEE_FROM || c.sensitive

/** The lowest class there is: nothing can be taken from it. */
export const LOWEST: IncidentClass = {
  severity: 'general',
  criticalInfrastructure: false,
  adverseEffect: false,
  dataSecurity: false,
  people: 0,
  sensitive: false,
}
