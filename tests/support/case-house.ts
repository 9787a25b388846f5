// An institution whose trail is sealed, with one complaint that has a bit of everything, for case files.

import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Command } from 'commander'
import { registerCaseFile } from '../../api/case-file/command.ts'
import { enterSealKeys } from '../../api/seal-key.ts'
import { registerVerifyFile } from '../../api/verify-file.ts'
import { editionsOf } from '../../engine/core/editions.ts'
import { parseNote, signatureLine } from '../../engine/core/note.ts'
import { EDITIONS } from '../../engine/mechanisms/index.ts'
import { openKeyRing } from '../../engine/runtime/keyring.ts'
import { createReaders } from '../../engine/runtime/reader.ts'
import { cosignerOf } from '../../engine/runtime/signing.ts'
import type { TrailSigner } from '../../engine/runtime/signing.ts'
import { complaintIn, notified } from './actors-complaint.ts'
import type { Complaint } from './actors-complaint.ts'
import { endOf, openJourney } from './journey.ts'
import type { Journey } from './journey.ts'
import { GOVERNANCE, INSTITUTION, ISSUER } from './world.ts'

/** What somebody may try who knows that it will be shown in a page. */
export const HOSTILE = '</script><script>alert(1)</script><img src=x onerror=alert(2)>\u2028&lt;'

export interface CaseHouse {
  readonly journey: Journey
  readonly complaint: Complaint
  /** Verifier keys of the trail: the first, and the one that took its place. */
  readonly former: string
  readonly vkey: string
  readonly witness: TrailSigner
  /** The case file as a person fetches it. */
  fetches(as: string, ask?: string, id?: string): Promise<Response>
  close(): Promise<void>
}

export async function openCaseHouse(): Promise<CaseHouse> {
  const folder = mkdtempSync(path.join(tmpdir(), 'xiaobao-case-'))
  const keys = await openKeyRing(folder)
  const journey = await openJourney({ keys })
  const { world, doors } = journey
  const readers = createReaders({ connection: world.database.config, connectionsMax: 1 })
  const parts = { engine: world.engine, keys, trailName: 'trail.test' }
  await enterSealKeys({ ...parts, readsOf: (id) => readers.of(id) }, [INSTITUTION])
  await readers.end()
  const former = (await keys.all())[0]?.vkey ?? ''
  const complaint = complaintIn(journey)
  await notified(complaint, { narrative: HOSTILE })
  await complaint.supervisor.decides().catch(() => undefined)
  await complaint.officer.notes({}, { remark: 'a remark that is personal' })
  // Nobody answers for a month: clocks strike.
  world.at(endOf('2026-04-20'))
  await journey.catchesUp()
  const { vkey } = await keys.create(`trail.test/${INSTITUTION}`)
  await world.send('management-1', {
    mechanism: 'G01',
    process: GOVERNANCE,
    event: 'rotateSealKey',
    payload: { key: vkey, reason: 'yearly' },
  })
  await world.engine.sealNow(INSTITUTION)
  const witness = await cosigned(journey)
  return {
    journey,
    complaint,
    former,
    vkey,
    witness,
    fetches: async (as, ask = '', id = complaint.complaint.id) =>
      fetch(`${doors.url}/case-file/${id}${ask}`, {
        headers: { authorization: `Bearer ${await doors.token(as)}` },
      }),
    close: async () => {
      await journey.close()
      rmSync(folder, { recursive: true })
    },
  }
}

/** A witness cosigns the latest head, as the engine keeps what witnesses say. */
async function cosigned({ world }: Journey): Promise<TrailSigner> {
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' })
  const witness = cosignerOf('witness.test/w1', createPrivateKey(pem), () => 1_777_000_000)
  const head = await world.engine.proofs.head(INSTITUTION)
  const text = parseNote(head?.note ?? '')?.text ?? ''
  const line = signatureLine({ ...witness, signature: await witness.sign(text) })
  await world.pool.query('select cosign($1, $2, $3, $4)', [
    INSTITUTION,
    head?.size,
    witness.name,
    line,
  ])
  return witness
}

/** What `xiaobao case-file` and `verify-file` print in this house, and the code with which they end. */
export async function caseCommand(
  { world, now }: Pick<Journey, 'world' | 'now'>,
  args: readonly string[],
): Promise<{ readonly lines: readonly string[]; readonly code: number | undefined }> {
  const lines: string[] = []
  let code: number | undefined
  const print = (line: string) => void lines.push(line)
  const readers = createReaders({ connection: world.database.config, connectionsMax: 1 })
  const program = new Command().exitOverride()
  registerVerifyFile(program, EDITIONS, { print, end: (c) => (code = c) })
  const caseHouse = {
    engine: world.engine,
    issuer: ISSUER,
    editions: editionsOf(EDITIONS),
    institutions: () => Promise.resolve([INSTITUTION]),
    readsOf: (id: string) => readers.of(id),
    now,
  }
  registerCaseFile(program, (work) => work(caseHouse), print)
  try {
    await program.parseAsync(['node', 'xiaobao', ...args])
  } finally {
    await readers.end()
  }
  return { lines, code }
}
