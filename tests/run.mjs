// `npm test`: every check there is. The last line counts them: `N passed, N failed`, where each
// test of Vitest is one and each of the static checks is one.
//
// `npm test -- <filter>` runs fewer tests; `npm run golden` writes the goldens anew.

import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { build, ensureInstalled, NotReady, programOf, readJson, root } from '../api/fresh.mjs'

const filters = process.argv.slice(2).filter((argument) => argument !== '--golden')
const golden = filters.length !== process.argv.length - 2
const count = { passed: 0, failed: 0 }

/**
 * Runs the program of an installed package, with its output on this terminal.
 *
 * @param {string} name
 * @param {readonly string[]} args
 */
function run(name, args) {
  const env = { ...process.env }
  // Vitest then fails on a golden that is missing, where it would write it by itself otherwise.
  if (!golden) env['CI'] = 'true'
  const { status } = spawnSync(process.execPath, [programOf(name), ...args], {
    cwd: root,
    env,
    stdio: 'inherit',
  })
  return status === 0
}

/**
 * Counts one static check.
 *
 * @param {string} name
 * @param {() => boolean} passes
 */
function check(name, passes) {
  let passed = false
  try {
    passed = passes()
  } catch (error) {
    if (!(error instanceof NotReady)) throw error
    console.error(error.message)
  }
  count[passed ? 'passed' : 'failed']++
  console.log(`${passed ? 'passed' : 'FAILED'}: ${name}`)
  return passed
}

function runTests() {
  const folder = mkdtempSync(path.join(tmpdir(), 'xiaobao-results-'))
  try {
    const file = path.join(folder, 'results.json')
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
    const mode = golden ? ['--update', '--passWithNoTests', 'tests/golden'] : filters
    const succeeded = run('vitest', ['run', ...reporters, ...mode])
    const before = count.failed
    if (existsSync(file)) {
      const results = /** @type {{ numPassedTests: number, numFailedTests: number }} */ (
        readJson(file)
      )
      count.passed += results.numPassedTests
      count.failed += results.numFailedTests
    }
    // A file that does not load, or an error outside any test, fails the run without a test.
    if (!succeeded && count.failed === before) count.failed++
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const installed = check('installation', () => {
  ensureInstalled()
  return true
})
if (installed) {
  check('build', () => {
    build()
    return true
  })
  if (!golden) {
    check('types', () => run('typescript', ['-p', 'tsconfig.json']))
    check('lint', () => run('oxlint', ['--type-aware']))
    check('format', () => run('oxfmt', ['--check']))
  }
  runTests()
}
process.exitCode = count.failed === 0 ? 0 : 1
console.log(`${count.passed} passed, ${count.failed} failed`)
