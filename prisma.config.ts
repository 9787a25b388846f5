// Prisma would download a native schema engine before any command, even `generate`, which does not
// use it. Naming any existing file stops that; whoever has the native engine sets the variable.
process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= process.execPath

import { defineConfig } from 'prisma/config'

const url = process.env['DATABASE_URL']

export default defineConfig({
  schema: 'schema/schema.prisma',
  migrations: { path: 'schema/migrations' },
  ...(url === undefined ? {} : { datasource: { url } }),
})
