// `npm run mutate`: builds what is out of date, then runs mutate.ts. `npm run mutate -- --help` explains.

import path from 'node:path'
import { runnerImport } from 'vite'
import { prepare, root } from '../../api/fresh.mjs'

prepare()
/** @type {{ module: typeof import('./mutate.ts') }} */
const { module } = await runnerImport(path.join(root, 'tests/mutate/mutate.ts'), {
  root,
  configFile: false,
  logLevel: 'error',
})
process.exitCode = module.main(process.argv.slice(2))
