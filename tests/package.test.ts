// What a clone on another machine relies on and this machine would not notice.

import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { packageRoot } from '../api/config.ts'

interface Entry {
  readonly version?: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

function read(name: string): unknown {
  return JSON.parse(readFileSync(path.join(packageRoot(), name), 'utf8'))
}

const { packages } = read('package-lock.json') as { packages: Readonly<Record<string, Entry>> }

test('every dependency is pinned to one version', () => {
  const { dependencies, devDependencies, optionalDependencies } = read('package.json') as Entry
  const all = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
  expect(all.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([])
})

test('the lock file knows the packages of every platform, or npm ci refuses it', () => {
  const missing = Object.entries(packages).flatMap(([folder, entry]) =>
    Object.keys(entry.optionalDependencies ?? {}).filter(
      (name) =>
        packages[`${folder}/node_modules/${name}`] === undefined &&
        packages[`node_modules/${name}`] === undefined,
    ),
  )
  expect(missing).toEqual([])
})

test('the lock file names no registry', () => {
  expect(JSON.stringify(packages)).not.toMatch(/"resolved"/)
})
