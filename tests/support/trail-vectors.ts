// Vectors of the trail for verifiers in any language: what happened → the bytes of its entry → leaf hashes →
// roots → proofs → the signed head, and what is wrong with bytes that are no entry.

import { consistencyProof, inclusionProof, rootOf } from '../../engine/core/merkle.ts'
import type { Subtrees } from '../../engine/core/merkle.ts'
import { checkpointText, signNote } from '../../engine/core/note.ts'
import { canonical, commitmentTo, leafHash, nodeHash } from '../../engine/core/trail.ts'
import { leafOf } from '../../engine/runtime/verify/form.ts'
import { base64, hex, logKey, sha } from './proof-log.ts'

const INSTITUTION = '0190d3e0-0000-7000-8000-000000000001'
const NAME = `trail.example/${INSTITUTION}`
const ENTRIES = 21
const uuid = (n: number): string => `0190d3e0-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
const hash = (word: string): string => hex(sha(Buffer.from(word)))

/** A personal value that no leaf shows; the salt is chance in the trail, and a hash of a word here. */
interface PersonalVector {
  readonly path: string
  readonly salt: string
  readonly value: string
  readonly commitment: string
}
const personal = (path: string, value: string): PersonalVector => {
  const salt = sha(Buffer.from(`salt of ${path} ${value}`))
  return { path, salt: hex(salt), value, commitment: commitmentTo(value, salt).commitment }
}

interface Happened {
  /** Members in the order of whoever wrote them down. */
  readonly event: Readonly<Record<string, unknown>>
  readonly personal: readonly PersonalVector[]
}

const process = (n: number, version: number) => ({
  version,
  id: uuid(0x1000 + n),
  mechanism: 'M07',
  chart: 'complaint',
  edition: '2020-03-01',
  revision: 1,
  hash: hash('chart'),
})
const common = (n: number) => ({
  v: 1,
  recordedAt: `2026-03-02T01:00:${String(n).padStart(2, '0')}.000Z`,
  institution: INSTITUTION,
  id: uuid(n),
})
const decision = {
  separation: ['handlerActs', 'deciderUnconcerned'],
  policies: hash('policies'),
  duty: 'consumerProtection.handleComplaint',
  body: 'consumerProtection',
  article: '2020-3:17',
}
const person = {
  via: 'api',
  seat: uuid(0x3001),
  person: uuid(0x2001),
  body: 'consumerProtection',
  unit: 'cp',
}

function opened(n: number): Happened {
  const narrative = personal(
    'payload.narrative',
    `第${String(n)}次：未说明提前还款费用 "\u2028" \u{1f4a1}`,
  )
  const event = {
    ...common(n),
    kind: 'accepted',
    actor: person,
    request: `call-${String(n)}`,
    process: { ...process(n, 1), opens: true },
    event: {
      type: 'register',
      payload: {
        narrative: { commitment: narrative.commitment },
        channel: 'phone',
        amount: { currency: 'CNY', amount: '1200.50' },
        '\u00e9': 1,
        '\u20ac': 2,
        e: [true, false, 0, -1, 9_007_199_254_740_991],
      },
    },
    to: { record: 'current', case: 'received' },
    context: { to: hash(`context ${String(n)}.1`) },
    decision,
    timers: {
      disarmed: [],
      armed: [
        {
          id: uuid(0x4000 + n),
          dueAt: '2026-03-17T16:00:00.000Z',
          clock: 'K01',
          citation: '2020-3:18',
        },
      ],
    },
    effective: { on: '2026-03-01' },
  }
  return { event, personal: [narrative] }
}

function refused(n: number): Happened {
  const event = {
    ...common(n),
    kind: 'refused',
    actor: { ...person, body: 'supervisoryBody' },
    process: process(n - 1, 1),
    event: { type: 'decide', payload: { outcome: 'upheld' } },
    from: { record: 'current', case: 'received' },
    refusal: {
      rule: 'consumerProtection.decideComplaint',
      possible: [],
      message: {
        zh: '决定属于消费者权益保护部门的职责',
        en: 'To decide is a duty of the consumer-protection department',
      },
      kind: 'NOT_YOUR_DUTY',
      article: '2020-3:18',
    },
  }
  return { event, personal: [] }
}

function struck(n: number): Happened {
  const timer = {
    id: uuid(0x4000 + n - 2),
    dueAt: '2026-03-17T16:00:00.000Z',
    clock: 'K01',
    citation: '2020-3:18',
  }
  const remark = personal('remark', `remark ${String(n)} with \\ and / and \t`)
  const event = {
    ...common(n),
    kind: 'clock',
    actor: { via: 'engine', system: 'clock', body: 'clock' },
    request: timer.id,
    process: process(n - 2, 2),
    event: {
      type: 'markOverdue',
      payload: {},
      remark: { commitment: remark.commitment },
      evidence: [hash('a'), hash('b')],
    },
    from: { record: 'current', case: 'received' },
    to: { record: 'current', case: 'overdue' },
    context: { from: hash(`context ${String(n - 2)}.1`), to: hash(`context ${String(n - 2)}.2`) },
    facts: {
      unit: { value: { kind: 'branch' }, source: 'unit:branch-east' },
      absent: { source: 'default' },
    },
    decision: {
      ...decision,
      duty: 'clock.strike',
      body: 'clock',
      separation: [],
      article: 'house:engine',
    },
    timers: { armed: [], disarmed: [timer] },
    cause: { entry: uuid(n - 2) },
    reactions: [{ n: 0, to: 'M10', event: 'openAccountability', payload: { unit: 'branch-east' } }],
  }
  return { event, personal: [remark] }
}

const KINDS = [opened, refused, struck]
const happened = (n: number): Happened =>
  (KINDS[(n - 1) % KINDS.length] as (n: number) => Happened)(n)

/** Bytes that are no entry, and why not. */
function corrupted(bytes: string): { what: string; bytes: string; expect: string }[] {
  const parsed = JSON.parse(bytes) as Record<string, unknown>
  const without = (name: string) => canonical({ ...parsed, [name]: undefined })
  return [
    { what: 'a space', bytes: bytes.replace(',', ', '), expect: 'NOT_CANONICAL' },
    {
      what: 'members in another order',
      bytes: JSON.stringify(Object.fromEntries(Object.entries(parsed).toReversed())),
      expect: 'NOT_CANONICAL',
    },
    {
      what: 'a number in another form',
      bytes: bytes.replace('"v":1', '"v":1.0'),
      expect: 'NOT_CANONICAL',
    },
    {
      what: 'a letter as an escape',
      bytes: bytes.replace('"phone"', '"\\u0070hone"'),
      expect: 'NOT_CANONICAL',
    },
    {
      what: 'a member twice',
      bytes: bytes.replace('"v":1', '"v":1,"v":1'),
      expect: 'NOT_CANONICAL',
    },
    { what: 'another version', bytes: bytes.replace('"v":1', '"v":2'), expect: 'MALFORMED' },
    { what: 'no institution', bytes: without('institution'), expect: 'MALFORMED' },
    { what: 'no decision', bytes: without('decision'), expect: 'MALFORMED' },
    {
      what: 'an instant in another zone',
      bytes: bytes.replace('00.000Z"', '00.000+08:00"').replace('01.000Z"', '01.000+08:00"'),
      expect: 'MALFORMED',
    },
    {
      what: 'a refusal that changed something',
      bytes: bytes.replace('"kind":"accepted"', '"kind":"refused"'),
      expect: 'MALFORMED',
    },
    { what: 'no JSON', bytes: bytes.slice(0, -1), expect: 'NOT_JSON' },
    { what: 'a list', bytes: `[${bytes}]`, expect: 'NOT_JSON' },
  ]
}

/** What is wrong with bytes, in the words of the vectors; undefined for those of an entry. */
export function faultOf(bytes: string): string | undefined {
  const { leaf, problems } = leafOf(bytes)
  const [first] = problems
  if (!first) return undefined
  if (first.what.en.includes('not a JSON object')) return 'NOT_JSON'
  return leaf ? 'NOT_CANONICAL' : 'MALFORMED'
}

/** Subtrees over leaf hashes in hex. */
export const subtreesOver = (leaves: readonly string[]): Subtrees => {
  const subtree: Subtrees = async (level, index) =>
    level === 0
      ? Buffer.from(leaves[index] ?? '', 'hex')
      : nodeHash(await subtree(level - 1, index * 2), await subtree(level - 1, index * 2 + 1))
  return subtree
}

export async function trailVectors() {
  const entries = Array.from({ length: ENTRIES }, (_, i) => {
    const { event, personal: values } = happened(i + 1)
    const bytes = canonical(event)
    return {
      event,
      ...(values.length > 0 ? { personal: values } : {}),
      bytes,
      leafHash: leafHash(bytes),
    }
  })
  const subtrees = subtreesOver(entries.map((e) => e.leafHash))
  const sizes = Array.from({ length: ENTRIES + 1 }, (_, size) => size)
  const [inclusion, consistency] = [[], []] as [object[], object[]]
  for (const size of [1, 2, 3, 4, 7, 8, 13, 21])
    for (const index of new Set([0, 1, Math.floor(size / 2), size - 1].filter((n) => n < size)))
      inclusion.push({
        index,
        size,
        hashes: (await inclusionProof(subtrees, index, size)).map(base64),
      })
  for (const size of [2, 3, 4, 8, 13, 21])
    for (const older of new Set([1, Math.floor(size / 2), size - 1, size].filter((n) => n > 0)))
      consistency.push({
        older,
        size,
        hashes: (await consistencyProof(subtrees, older, size)).map(base64),
      })
  const signer = logKey(NAME)
  const root = await rootOf(subtrees, ENTRIES)
  return {
    about:
      'An event is written as canonical JSON (RFC 8785); the leaf hash is SHA-256(0x00 ‖ bytes), nodes are SHA-256(0x01 ‖ left ‖ right) (RFC 6962). A personal value stands in it as SHA-256(salt ‖ canonical JSON of the value). The checkpoint is a signed note (C2SP tlog-checkpoint). Leaf hashes, roots and commitments are hex, paths base64.',
    key: signer.vkey,
    entries,
    roots: await Promise.all(
      sizes.map(async (size) => ({ size, root: hex(await rootOf(subtrees, size)) })),
    ),
    inclusion,
    consistency,
    checkpoint: await signNote(checkpointText({ origin: NAME, size: ENTRIES, root }), [signer]),
    corrupted: corrupted(entries[0]?.bytes ?? ''),
  }
}
