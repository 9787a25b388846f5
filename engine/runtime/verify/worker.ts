/** A thread of the verifier: it does the jobs that it is sent, one after the other, each with an answer. */
import { parentPort, workerData } from 'node:worker_threads'
import pg from 'pg'
import { EDITIONS } from '../../mechanisms/index.ts'
import { findMasterKey } from '../keys.ts'
import { HouseRun } from './house-run.ts'
import { projectingIn } from './house.ts'
import type { Ground, Texts } from './house-run.ts'
import { begin } from './snapshot.ts'
import type { Job, JobResult } from './threads.ts'
import { readWhole } from './whole.ts'

interface Open {
  readonly client: pg.Client
  readonly run: HouseRun
}
/** By the texts of this release, and by the master key where there is one. */
const textsOf = async ({ keysDir }: Ground): Promise<Texts> => ({
  mechanisms: EDITIONS,
  master: keysDir === undefined ? undefined : await findMasterKey(keysDir),
})
let open: Open | undefined

async function connected(): Promise<pg.Client> {
  const client = new pg.Client(workerData as pg.ClientConfig)
  await client.connect()
  return client
}

function opened(): Open {
  if (!open) throw new Error('no institution is open')
  return open
}

async function leave(): Promise<void> {
  open?.run.close()
  await open?.client.end()
  open = undefined
}

async function done(job: Job): Promise<JobResult> {
  switch (job.kind) {
    case 'whole': {
      const client = await connected()
      try {
        await begin(client, job.ground.institution)
        const progress = (entries: number) => parentPort?.postMessage({ progress: entries })
        return await readWhole(client, job.ground, { texts: await textsOf(job.ground), progress })
      } finally {
        await client.end()
      }
    }
    case 'open': {
      const client = await connected()
      const run: HouseRun = new HouseRun(client, {
        ground: job.ground,
        texts: await textsOf(job.ground),
        progress: () => parentPort?.postMessage({ progress: run.entries }),
      })
      open = { client, run }
      await begin(client, job.ground.institution, job.snapshot)
      return run.records(job.says)
    }
    case 'range':
      return opened().run.range(job.range)
    case 'projecting':
      return projectingIn(EDITIONS)
    case 'claims': {
      const part = await opened().run.claims(job.segments)
      await leave()
      return part
    }
  }
}

parentPort?.on('message', (job: Job) => {
  void done(job).then(
    (result) => parentPort?.postMessage({ result }),
    async (error: unknown) => {
      await leave().catch(() => undefined)
      parentPort?.postMessage({
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      })
    },
  )
})
