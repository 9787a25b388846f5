// The master key of every house that is only tested: the same in each process, so that several servers, a
// child or a thread share it.

import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { wrapperOf } from '../../engine/runtime/keys.ts'

const KEY = Buffer.alloc(32, 'test')
export const MASTER = wrapperOf(KEY)

/** Puts it into a folder, for whoever opens it from there; gives the folder. */
export function masterIn(folder: string): string {
  mkdirSync(folder, { recursive: true })
  const file = path.join(folder, 'master.key')
  writeFileSync(file, `${MASTER.newest} ${KEY.toString('base64')}\n`)
  chmodSync(file, 0o600)
  return folder
}
