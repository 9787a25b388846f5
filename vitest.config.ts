import { defineConfig } from 'vitest/config'

export default defineConfig({
  // Node takes the CommonJS build of graphql and Vite would take the other: two copies of one schema.
  resolve: { alias: { graphql: 'graphql/index.js' } },
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/support/postgres.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    typecheck: {
      enabled: true,
      include: ['tests/types/**/*.test-d.ts'],
      tsconfig: 'tsconfig.json',
      // Errors outside these tests are the business of the compiler's own check.
      ignoreSourceErrors: true,
    },
  },
})
