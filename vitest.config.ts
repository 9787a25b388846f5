import { defineConfig } from 'vitest/config'

/** Who asks for some files only does not wait for the compiler as well, unless these are tests of types. */
const named = process.argv.slice(2).filter((argument) => argument.startsWith('tests/'))
const typesToo = named.length === 0 || named.some((file) => file.startsWith('tests/types'))

export default defineConfig({
  // Node takes the CommonJS build of graphql and Vite would take the other: two copies of one schema.
  resolve: { alias: { graphql: 'graphql/index.js' } },
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/support/postgres.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // To load and compile the house anew for each of some 180 files took a fifth of the whole run. No test
    // changes a module that others use; the mutation check, which does, has a configuration of its own.
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    typecheck: {
      enabled: typesToo,
      include: ['tests/types/**/*.test-d.ts'],
      tsconfig: 'tsconfig.json',
      // Errors outside these tests are the business of the compiler's own check.
      ignoreSourceErrors: true,
    },
  },
})
