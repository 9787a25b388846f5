// `npm run bench:trail`: builds what is out of date, then runs trail.ts. `-- --help` explains.

import path from 'node:path'
import { runnerImport } from 'vite'
import { prepare, root } from '../../api/fresh.mjs'

prepare()
/** @type {{ module: typeof import('./trail.ts') }} */
const { module } = await runnerImport(path.join(root, 'tests/bench/trail.ts'), {
  root,
  configFile: false,
  logLevel: 'error',
})
process.exitCode = await module.main(process.argv.slice(2))
