// Relay's own compiler takes the schema for a Relay server and compiles what a console would ask.

import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { programOf, root } from '../../api/fresh.mjs'
import { createSchema, sdlOf } from '../../api/graphql/schema.ts'
import { MECHANISMS } from '../../engine/mechanisms/index.ts'
import { tiny } from '../support/tiny-mechanism.ts'

const CONSOLE = `
graphql\`
  fragment ConsoleCase on Process @refetchable(queryName: "ConsoleCaseRefetch") {
    id reference version title { zh en }
    state { titles { zh } phase final }
    facts { __typename ... on TinyCaseFacts { colour note } }
    actions { event allowed refusal { kind message { zh } } dependsOn { name says { zh } } duty { id body } }
    timers { id clock dueAt state explanation { zh } }
  }
\`
graphql\`
  fragment ConsoleTrail on Process @refetchable(queryName: "ConsoleTrailPage")
  @argumentDefinitions(count: { type: "Int", defaultValue: 20 }, cursor: { type: "String" }) {
    entries(first: $count, after: $cursor) @connection(key: "ConsoleTrail_entries") {
      edges { node { id position event title { zh } actor { person { id name } body } payload } }
    }
  }
\`
graphql\`
  query ConsoleDeskQuery {
    viewer {
      person { id name }
      seats { id body unit }
      desk { waiting(first: 10) { edges { node { id ...ConsoleCase } } } notices { about { zh } entry { id } } }
    }
    processes(first: 10, filter: { late: true }) @connection(key: "Console_processes") {
      edges { node { id } }
    }
  }
\`
graphql\`
  query ConsoleProcessQuery($id: ID!) {
    process(id: $id) { ...ConsoleCase ...ConsoleTrail }
    node(id: $id) { __typename id }
  }
\`
graphql\`
  mutation ConsoleCommandMutation($input: TinyCaseCommandInput!) {
    tinyCaseCommand(input: $input) {
      __typename
      ... on Accepted { repeated entry { id } process { id ...ConsoleCase } }
      ... on Refused { refusal { kind rule field message { zh en } possible } current { id version } }
    }
  }
\`
`
let folder: string

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'xiaobao-relay-'))
  mkdirSync(path.join(folder, 'src'))
  mkdirSync(path.join(folder, 'made'))
  writeFileSync(path.join(folder, 'package.json'), '{}')
  writeFileSync(path.join(folder, 'schema.graphql'), sdlOf(createSchema([...MECHANISMS, tiny])))
  writeFileSync(
    path.join(folder, 'src/Console.ts'),
    `import { graphql } from 'react-relay'\n${CONSOLE}`,
  )
  const config = {
    src: './src',
    schema: './schema.graphql',
    language: 'typescript',
    artifactDirectory: './made',
  }
  writeFileSync(path.join(folder, 'relay.config.json'), JSON.stringify(config))
})
afterAll(() => rmSync(folder, { recursive: true }))

test('compiles fragments, connections, refetching and a command', () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [path.resolve(root, programOf('relay-compiler')), '--noWatchman', 'relay.config.json'],
    { cwd: folder, encoding: 'utf8' },
  )
  expect(`${stdout}${stderr}`).not.toMatch(/error/i)
  expect(status).toBe(0)
  const made = readdirSync(path.join(folder, 'made'))
  expect(made).toEqual(
    expect.arrayContaining(['ConsoleTrailPage.graphql.ts', 'ConsoleCaseRefetch.graphql.ts']),
  )
  const command = readFileSync(path.join(folder, 'made/ConsoleCommandMutation.graphql.ts'), 'utf8')
  // Exactly one event is a matter of types for a client, too.
  expect(command).toMatch(/finish\?: never/)
})
