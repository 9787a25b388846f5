#!/usr/bin/env node
import { existsSync } from 'node:fs'

const cli = new URL('../dist/api/cli.js', import.meta.url)
if (existsSync(cli)) await import(cli.href)
else {
  console.error('xiaobao is not built yet: run `npm start` or `npm run build` in its folder first.')
  process.exitCode = 1
}
