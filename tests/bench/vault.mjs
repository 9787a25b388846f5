// `npm run bench:vault`: what a personal value costs to encrypt and to read.

import path from 'node:path'
import { runnerImport } from 'vite'
import { prepare, root } from '../../api/fresh.mjs'

prepare()
/** @type {{ module: typeof import('./vault.ts') }} */
const { module } = await runnerImport(path.join(root, 'tests/bench/vault.ts'), {
  root,
  configFile: false,
  logLevel: 'error',
})
process.exitCode = (await module.main((line) => process.stdout.write(`${line}\n`))) ? 0 : 1
