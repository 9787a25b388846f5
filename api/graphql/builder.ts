/** The Pothos builder: what stands behind each GraphQL type. Defines no type itself. */
import SchemaBuilder from '@pothos/core'
import RelayPlugin from '@pothos/plugin-relay'
import type { Cell, Rate } from '../../engine/core/coverage.ts'
import type { FactRecorded, Leaf } from '../../engine/core/trail.ts'
import type { Day, Effective, Instant } from '../../engine/core/values.ts'
import type { Mechanism, Phase, RuleText } from '../../engine/core/mechanism.ts'
import type { Refusal } from '../../engine/core/refusal.ts'
import type { Head } from '../../engine/runtime/proofs.ts'
import type { ClockView } from '../../engine/runtime/engine.ts'
import type { Duty } from '../../policies/duty.ts'
import type { Citation, LawId, Text } from '../../policies/law.ts'
import type { Context } from '../context.ts'
import type { Address } from '../evidence-address.ts'
import type { UploadedFile } from '../evidence-multipart.ts'
import type { Page } from './connection.ts'
import type { EntrySource } from './entry-source.ts'
import type { ReferenceSource } from './evidence-source.ts'
import type { ProcessSource } from './process-source.ts'

/** What a state, present or past, is called. */
export interface StateSource {
  readonly paths: readonly string[]
  readonly titles: readonly Text[]
  readonly phase: Phase
  readonly final: boolean
}
export interface ActionSource {
  readonly mechanism: Mechanism
  readonly event: string
  readonly duty: Duty
  readonly onBehalfOf?: string
  readonly allowed: boolean
  readonly refusal: Refusal | undefined
  readonly dependsOn: readonly string[]
}
export interface RuleSource {
  readonly mechanism: Mechanism
  readonly name: string
  readonly rule: RuleText
}
export interface TimerSource {
  readonly process: ProcessSource
  /** The edition that its clock belongs to; undefined where it is not kept. */
  readonly mechanism: Mechanism | undefined
  readonly view: ClockView
  /** As of when it is looked at; absent: now. */
  readonly at?: Instant
}
export interface SeatSource {
  readonly id: string
  readonly person: string
  readonly body: string
  readonly unit: string | null
  /** The part for which it was given; absent or null: the whole institution. */
  readonly scope?: unknown
}
export interface PersonSource {
  readonly id: string
}
export interface NoticeSource {
  readonly entry: EntrySource
  readonly to: string
  readonly about: Text
}
export interface AcceptedSource {
  readonly accepted: true
  readonly process: ProcessSource
  readonly entry: EntrySource
  readonly repeated: boolean
}
export interface RefusedSource {
  readonly accepted: false
  readonly refusal: Refusal
  readonly current: ProcessSource | undefined
}

export interface RateSource extends Rate {
  readonly phase: Phase
  /** What is counted, by the mechanisms that contribute. */
  readonly definition: readonly Text[]
}
export interface CoverageSource {
  readonly cells: readonly Cell[]
  readonly inPlace: Rate
  readonly rates: () => Promise<readonly RateSource[]>
  readonly products: number
  readonly complete: boolean
}
export interface LaunchPieceSource {
  readonly mechanism: string
  readonly met: boolean
  readonly says: Text
  readonly change: Text
  readonly article: Citation
}
export interface LaunchGateSource {
  readonly allowed: boolean
  readonly pieces: readonly LaunchPieceSource[]
}
/** The proof of one entry under one head; hashes in base64. */
export interface InclusionSource {
  readonly head: Head
  readonly index: number
  readonly hashes: readonly string[]
  readonly text: string
}
export interface BarSource {
  readonly process: ProcessSource
  readonly says: Text
}
/** What binds a later process to an earlier one. */
export interface TraceLinkSource {
  readonly kind: 'CAUSED' | 'RELIED_ON' | 'NAMED'
  readonly earlier: string
  readonly later: string
  readonly entry: EntrySource
}
export interface TraceSource {
  readonly processes: readonly ProcessSource[]
  readonly links: readonly TraceLinkSource[]
  readonly complete: boolean
}

interface Types {
  Context: Context
  Objects: {
    LocalizedText: Text
    Citation: Citation
    Law: LawId
    Duty: Duty
    Rule: RuleSource
    Refusal: Refusal
    State: StateSource
    Action: ActionSource
    Timer: TimerSource
    Entry: EntrySource
    EntryActor: Leaf['actor']
    EntryDecision: NonNullable<Leaf['decision']>
    EntryFact: FactRecorded & { readonly name: string; readonly title: Text | undefined }
    Effective: Effective
    Attestation: NonNullable<Leaf['attested']>
    Notice: NoticeSource
    Person: PersonSource
    Seat: SeatSource
    Unit: {
      readonly id: string
      readonly name: string
      readonly kind: string
      readonly superior: string | null
    }
    Subject: { readonly key: string; readonly kind: string; readonly name: string | undefined }
    Viewer: { readonly person: PersonSource; readonly seats: readonly SeatSource[] }
    Desk: Record<never, never>
    Accepted: AcceptedSource
    Refused: RefusedSource
    ProcessConnection: Page<ProcessSource>
    EntryConnection: Page<EntrySource>
    EvidenceAddress: Address
    EvidenceReference: ReferenceSource
    EvidenceReferenceConnection: Page<ReferenceSource>
  }
  Interfaces: { Process: ProcessSource }
  Scalars: {
    ID: { Input: string; Output: string }
    Date: { Input: Day; Output: string }
    DateTime: { Input: Instant; Output: Date | string }
    Position: { Input: number; Output: bigint | number }
    JSON: { Input: never; Output: unknown }
    Upload: { Input: UploadedFile; Output: never }
  }
  DefaultFieldNullability: false
}

export type BuilderTypes = PothosSchemaTypes.ExtendDefaultTypes<Types>
export type Builder = PothosSchemaTypes.SchemaBuilder<BuilderTypes>

/** A builder per schema: importing this module does nothing, and a test may build several. */
export const createBuilder = (): Builder =>
  new SchemaBuilder<Types>({
    plugins: [RelayPlugin],
    defaultFieldNullability: false,
    relay: {
      nodeQueryOptions: false,
      nodesQueryOptions: false,
      cursorType: 'String',
      pageInfoTypeOptions: { description: '分页信息 · Where a page stands in its list' },
    },
  })
