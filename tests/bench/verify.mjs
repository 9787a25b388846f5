// `npm run bench:verify`: builds what is out of date, then runs verify.ts. `-- --help` explains.

import path from 'node:path'
import { runnerImport } from 'vite'
import { prepare, root } from '../../api/fresh.mjs'

prepare()
/** @type {{ module: typeof import('./verify.ts') }} */
const { module } = await runnerImport(path.join(root, 'tests/bench/verify.ts'), {
  root,
  configFile: false,
  logLevel: 'error',
})
process.exitCode = await module.main(process.argv.slice(2))
