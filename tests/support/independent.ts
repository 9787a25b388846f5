// A verifier that is not ours, in Go, where the machine has what it is built from.

import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const SOURCES = path.resolve(import.meta.dirname, '../independent')
/** Where Debian puts golang-golang-x-mod-dev. */
const GOPATH = '/usr/share/gocode'

export type Independent =
  | {
      readonly run: (args: readonly string[]) => {
        readonly code: number | null
        readonly out: string
      }
    }
  /** Why it could not be built. */
  | { readonly missing: string }

/** Builds it, which the cache of Go makes a matter of a second. */
export function goVerifier(): Independent {
  if (!existsSync(path.join(GOPATH, 'src/golang.org/x/mod/sumdb/tlog')))
    return { missing: 'golang-golang-x-mod-dev is not installed' }
  const folder = mkdtempSync(path.join(tmpdir(), 'xiaobao-go-'))
  const program = path.join(folder, 'verify')
  const sources = ['main.go', 'checkpoint.go', 'case.go', 'vectors.go']
  const built = spawnSync('go', ['build', '-o', program, ...sources], {
    cwd: SOURCES,
    encoding: 'utf8',
    // One cache for all runs on this machine, whoever's home it is.
    env: {
      PATH: '/usr/local/go/bin:/usr/local/bin:/usr/bin:/bin',
      HOME: folder,
      GOCACHE: path.join(tmpdir(), 'xiaobao-go-cache'),
      GO111MODULE: 'off',
      GOPATH,
      GOFLAGS: '',
    },
  })
  if (built.error) return { missing: 'there is no `go`' }
  if (built.status !== 0) throw new Error(built.stderr)
  return {
    run: (args) => {
      const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' })
      return { code: status, out: `${stdout}${stderr}` }
    },
  }
}
