// Generated proof cases: honest ones, and forgeries of every kind that is known. The same cases are put to our
// own verifier and, as JSON, to one that is not ours.

import { verifierOf } from '../../engine/runtime/signing.ts'
import { isConsistent } from '../../engine/core/merkle.ts'
import { checkTlogProof, hashesOf } from '../../engine/core/tlog-proof.ts'
import { at, chance, flipped, hex, Log, logKey, replaced, witnessKey } from './proof-log.ts'
import { headCases, noteCases, witnessCases } from './proof-cases-note.ts'
import { pathCases, textCases } from './proof-cases-path.ts'
import type { ConsistencyCase, Ground, ProofCase, Root } from './proof-case.ts'

/** All kinds of cases, once each, for trees whose sizes hang on the seed. */
export async function proofCases(seed: number): Promise<ProofCase[]> {
  const dice = chance(seed)
  const size = 5 + dice(700)
  const log = new Log('a.example/log')
  const other = new Log('b.example/log')
  const ground: Ground = {
    log,
    size,
    index: dice(size - 2),
    signer: logKey(log.name),
    other,
    otherSigner: logKey(other.name),
    witness: witnessKey('w.example/one'),
    dice,
  }
  const cases = [
    ...(await pathCases(ground)),
    ...(await textCases(ground)),
    ...(await noteCases(ground)),
    ...(await headCases(ground)),
    ...(await witnessCases(ground)),
    ...(await growthCases(ground)),
  ]
  return cases.map((one) => ({ ...one, name: `${one.name} (${String(seed)})` }))
}

/**
 * Growth. In the linear proofs of CVE-2022-36111 the ends were bound to the tree and what lies between was not,
 * so that one server could show two pasts: here everything between is another, and the ends are the same.
 */
async function growthCases(g: Ground): Promise<ConsistencyCase[]> {
  const { log, size, dice } = g
  const older = 2 + dice(size - 3)
  const fork = new Log(log.name, [0, 1])
  const middle = new Log(log.name, [1, older - 1 > 1 ? older - 1 : 2])
  const tail = new Log(log.name, [older, size])
  const root = async (of: Log, n: number): Promise<Root> => ({
    size: n,
    root: hex(await of.root(n)),
  })
  const [was, is] = [await root(log, older), await root(log, size)]
  const growth = await log.growth(older, size)
  const n = dice(growth.length)
  const make = (
    name: string,
    expect: ConsistencyCase['expect'],
    made: Partial<ConsistencyCase> = {},
  ): ConsistencyCase => ({
    kind: 'consistency',
    name,
    expect,
    older: was,
    newer: is,
    hashes: growth,
    ...made,
  })
  const not = (name: string, made: Partial<ConsistencyCase>) => make(name, 'NOT_CONSISTENT', made)
  return [
    make('honest growth', 'PROVEN'),
    make('no growth', 'PROVEN', { newer: was, hashes: [] }),
    make('growth by another future', 'PROVEN', {
      newer: await root(tail, size),
      hashes: await tail.growth(older, size),
    }),
    not('a past whose first entry is another, with the proof of the honest one', {
      newer: await root(fork, size),
    }),
    not('a past whose first entry is another, with its own proof', {
      newer: await root(fork, size),
      hashes: await fork.growth(older, size),
    }),
    not('a past whose middle is another, with its own proof', {
      newer: await root(middle, size),
      hashes: await middle.growth(older, size),
    }),
    not('an older head of another past, with the proof of the honest one', {
      older: await root(middle, older),
    }),
    not('an older head of another past, with its own proof', {
      older: await root(middle, older),
      hashes: await middle.growth(older, size),
    }),
    not('the future of one with the past of another', { newer: await root(tail, size) }),
    not('the roots in each other’s place', {
      older: { ...was, root: is.root },
      newer: { ...is, root: was.root },
    }),
    not('a head that shrinks', { older: is, newer: was }),
    not('an older size that is one less', { older: { ...was, size: older - 1 } }),
    not('a newer size that is twice as large', { newer: { ...is, size: size * 2 } }),
    not('no proof', { hashes: [] }),
    not('a proof without its end', { hashes: growth.slice(0, -1) }),
    not('a proof that goes on', { hashes: [...growth, at(growth, -1)] }),
    not('one bit of a proof', { hashes: replaced(growth, n, flipped(at(growth, n), dice(256))) }),
    not('a proof from another size', { hashes: await log.growth(older - 1, size) }),
    not('the same size with another root', { newer: { ...was, root: is.root }, hashes: [] }),
    not('a proof where nothing grew', { newer: was }),
    not('a hash in another form', { hashes: replaced(growth, n, at(growth, n).replace('=', '')) }),
  ]
}

/** What our own verifier makes of a case: `PROVEN`, or why not. */
export function verdictOf(one: ProofCase): string {
  if (one.kind === 'consistency') {
    const side = ({ size, root }: Root) => ({ size, root: Buffer.from(root, 'hex') })
    const proof = hashesOf(one.hashes)
    const grew = proof && isConsistent({ older: side(one.older), newer: side(one.newer), proof })
    return grew ? 'PROVEN' : 'NOT_CONSISTENT'
  }
  const verifiers = (keys: readonly string[]) => keys.flatMap((key) => verifierOf(key) ?? [])
  const found = checkTlogProof(one.proof, Buffer.from(one.leaf, 'hex'), {
    log: verifiers(one.keys),
    witnesses: verifiers(one.witnesses),
  })
  if ('fault' in found) return found.fault
  const cosigned = found.witnessedBy.length
  return cosigned === one.witnessedBy ? 'PROVEN' : `${String(cosigned)} witnesses`
}
