// `npm start`: makes this clone ready to run, then runs the server in this process, so that
// signals reach it without anybody forwarding them.

import { NotReady, prepare } from './fresh.mjs'

try {
  prepare()
} catch (error) {
  if (!(error instanceof NotReady)) throw error
  console.error(error.message)
  process.exit(1)
}
await import(new URL('../dist/api/main.js', import.meta.url).href)
