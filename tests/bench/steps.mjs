// `npm run bench:steps`: what one step of each chart costs.

import path from 'node:path'
import { runnerImport } from 'vite'
import { prepare, root } from '../../api/fresh.mjs'

prepare()
/** @type {{ module: typeof import('./steps.ts') }} */
const { module } = await runnerImport(path.join(root, 'tests/bench/steps.ts'), {
  root,
  configFile: false,
  logLevel: 'error',
})
process.exitCode = (await module.main((line) => process.stdout.write(`${line}\n`))) ? 0 : 1
