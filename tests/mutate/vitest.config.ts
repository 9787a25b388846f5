import { defineConfig } from 'vitest/config'

/** The tests of behaviour that judge by hand-made asks, with somebody listening to every judgement. */
export default defineConfig({
  resolve: { alias: { graphql: 'graphql/index.js' } },
  test: {
    include: [
      'tests/journeys/**/*.test.ts',
      'tests/mechanisms/*.test.ts',
      'tests/api/delegation.test.ts',
      'tests/runtime/erasure.test.ts',
      'tests/runtime/execute.test.ts',
      'tests/runtime/heartbeat.test.ts',
      'tests/runtime/house.test.ts',
      'tests/runtime/seal.test.ts',
    ],
    // Walks judge by themselves whether every rule fails now and then; nobody listens to millions of asks.
    exclude:
      process.env['XIAOBAO_MUTANT'] === undefined ? ['tests/mechanisms/*walks*.test.ts'] : [],
    globalSetup: ['tests/support/postgres.ts'],
    setupFiles: ['tests/mutate/record.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // It judges what tests see, not how fast: a busy machine fails none of them.
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
})
