// A verifier that is not ours, in Go, where the machine has what it is built from.

import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import path from 'node:path'
import { afterAll } from 'vitest'

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

/** Said aloud, since a reporter may pass over the name of a test that is skipped. */
function absent(missing: string): Independent {
  process.stderr.write(`NOT RUN: the verifier that is not ours, since ${missing}\n`)
  return { missing }
}

/** Builds it, which the cache of Go makes a matter of a second. Call it at the top of a test file. */
export function goVerifier(): Independent {
  if (!existsSync(path.join(GOPATH, 'src/golang.org/x/mod/sumdb/tlog')))
    return absent('golang-golang-x-mod-dev is not installed')
  const folder = mkdtempSync(path.join(tmpdir(), 'xiaobao-go-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const program = path.join(folder, 'verify')
  const sources = ['main.go', 'checkpoint.go', 'case.go', 'vectors.go']
  const built = spawnSync('go', ['build', '-o', program, ...sources], {
    cwd: SOURCES,
    encoding: 'utf8',
    env: {
      PATH: '/usr/local/go/bin:/usr/local/bin:/usr/bin:/bin',
      HOME: folder,
      GOCACHE: path.join(tmpdir(), `xiaobao-go-cache-${String(userInfo().uid)}`),
      GO111MODULE: 'off',
      GOPATH,
      GOFLAGS: '',
    },
  })
  if (built.error) return absent('there is no `go`')
  if (built.status !== 0) throw new Error(built.stderr)
  return {
    run: (args) => {
      const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' })
      return { code: status, out: `${stdout}${stderr}` }
    },
  }
}
