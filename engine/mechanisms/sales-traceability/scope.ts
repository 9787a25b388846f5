/**
 * Which sales are recorded, and what of them: a table, read from top to bottom. The first row that
 * applies is the rule of the sale; where both cases of 2017 No. 54 art. 6 apply, the stricter is first.
 */
import type { Citation } from '../../../policies/law.ts'
import type { Insurance, Link, RecordingContext, ScopeRule } from './terms.ts'

export interface Sale {
  readonly channel: NonNullable<RecordingContext['channel']>
  readonly productClass: NonNullable<RecordingContext['productClass']>
  readonly insurance: Insurance | null
  /** The institution itself asks for a recording of such sales. */
  readonly housePolicy: boolean
}
interface Row {
  readonly rule: ScopeRule
  readonly article: Citation
  readonly applies: (sale: Sale) => boolean
  /** What the recording must contain to be complete. */
  readonly links: readonly Link[]
  /** Every recording is inspected, not a share of them. */
  readonly inspectsEvery: boolean
}

const keyLinks: readonly Link[] = [
  'identity',
  'documents',
  'explanation',
  'clearAnswer',
  'signature',
]
const insured = ({ productClass }: Sale) => productClass === 'insurance'
/** Own wealth products and whatever the bank sells for others. */
const soldInZone: readonly Sale['productClass'][] = ['wealth', 'agency', 'fund', 'insurance']
const inPerson = ({ channel }: Sale) => channel === 'faceToFace' || channel === 'salesZone'

export const SCOPE: readonly Row[] = [
  {
    rule: 'insuranceVideoSpecial',
    article: '2017-54:6',
    applies: (s) =>
      insured(s) &&
      inPerson(s) &&
      s.insurance !== null &&
      (s.insurance.investmentLinked || (s.insurance.atLeast60 && s.insurance.termOverOneYear)),
    links: keyLinks,
    inspectsEvery: true,
  },
  {
    rule: 'insuranceVideoAgency',
    article: '2017-54:6',
    applies: (s) =>
      insured(s) &&
      inPerson(s) &&
      s.insurance !== null &&
      s.insurance.throughPartTimeAgency &&
      s.insurance.termOverOneYear,
    links: keyLinks,
    inspectsEvery: false,
  },
  {
    rule: 'insurancePhone',
    article: '2017-54:5',
    applies: (s) => insured(s) && s.channel === 'telephone',
    links: ['wholeCall'],
    inspectsEvery: false,
  },
  {
    rule: 'salesZone',
    article: '2017-110:zone',
    applies: (s) => s.channel === 'salesZone' && soldInZone.includes(s.productClass),
    links: keyLinks,
    inspectsEvery: false,
  },
  {
    rule: 'internetInsurance',
    article: '2020-13:33',
    applies: (s) => insured(s) && s.channel === 'internet',
    links: ['pageVersions', 'operationTrace', 'serviceRecord'],
    inspectsEvery: false,
  },
  {
    rule: 'internet',
    article: '2022-9:12',
    applies: (s) => s.channel === 'internet',
    links: ['pageVersions', 'operationTrace'],
    inspectsEvery: false,
  },
  {
    rule: 'housePolicy',
    article: 'house:sales-traceability.scope',
    applies: (s) => s.housePolicy,
    links: keyLinks,
    inspectsEvery: false,
  },
]

/** The row of a sale; undefined: no rule asks for a recording. */
export const rowOf = (sale: Sale): Row | undefined => SCOPE.find((row) => row.applies(sale))
export const rowNamed = (rule: ScopeRule | null): Row | undefined =>
  SCOPE.find((row) => row.rule === rule)
/** Without the recording the sale is barred: always, but where only the institution's own policy asks for it. */
export const barsSale = (rule: ScopeRule | null): boolean => rule !== null && rule !== 'housePolicy'
