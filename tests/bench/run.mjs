// `npm run bench`: builds what is out of date, then runs bench.ts. `npm run bench -- --help` explains.

import path from 'node:path'
import { runnerImport } from 'vite'
import { prepare, root } from '../../api/fresh.mjs'

prepare()
/** @type {{ module: typeof import('./bench.ts') }} */
const { module } = await runnerImport(path.join(root, 'tests/bench/bench.ts'), {
  root,
  configFile: false,
  logLevel: 'error',
})
process.exitCode = await module.main(process.argv.slice(2))
