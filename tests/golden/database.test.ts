// The database as the migrations leave it, printed from the catalogue: what may be done by whom shows as
// a readable diff, and a change of a migration that changes nothing else is seen to change nothing else.

import path from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createDatabase } from '../support/database.ts'
import type { TestDatabase } from '../support/database.ts'

let database: TestDatabase
let client: Client
beforeAll(async () => {
  database = await createDatabase()
  client = new Client(database.config)
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await database.drop()
})

const lines = async (sql: string): Promise<string[]> =>
  (await client.query<{ line: string }>(sql)).rows.map((r) => r.line)

const TABLES = `
  select 'create table ' || c.relname || E' (\\n' || string_agg('  ' || a.attname || ' ' ||
    format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else '' end ||
    coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), ''), E',\\n' order by a.attnum) || E'\\n);' as line
  from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> '_prisma_migrations'
  group by c.relname order by c.relname`
const CONSTRAINTS = `
  select 'alter table ' || conrelid::regclass || ' add constraint ' || conname || ' ' ||
    pg_get_constraintdef(oid) || ';' as line
  from pg_constraint where connamespace = 'public'::regnamespace and contype <> 'n'
    and conrelid <> '_prisma_migrations'::regclass order by 1`
const INDEXES = `
  select indexdef || ';' as line from pg_indexes
  where schemaname = 'public' and tablename <> '_prisma_migrations' order by 1`
const SECURITY = `
  select 'alter table ' || relname || case when relrowsecurity then ' enable' else ' DISABLE' end ||
    ' row level security' || case when relforcerowsecurity then ', forced' else '' end || ';' as line
  from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
    and relname <> '_prisma_migrations' order by relname`
const POLICIES = `
  select 'create policy ' || policyname || ' on ' || tablename || ' for ' || lower(cmd) || ' to ' ||
    case when policyname = 'owner_reads' then '(owner)' else array_to_string(roles, ', ') end ||
    ' using ' || coalesce(qual, 'true') || coalesce(' with check ' || with_check, '') || ';' as line
  from pg_policies where schemaname = 'public' order by tablename, policyname`
const TRIGGERS = `
  select pg_get_triggerdef(t.oid) || case t.tgenabled when 'A' then ' -- always' else ' -- ' || t.tgenabled::text end || ';' as line
  from pg_trigger t join pg_class c on c.oid = t.tgrelid
  where c.relnamespace = 'public'::regnamespace and not t.tgisinternal order by 1`
const FUNCTIONS = `
  select pg_get_functiondef(p.oid) || ';' as line from pg_proc p
  where p.pronamespace = 'public'::regnamespace order by p.proname`
const GRANTS = `
  select 'grant ' || lower(string_agg(distinct privilege_type, ', ')) || ' on ' || table_name || ' to ' || grantee || ';' as line
  from information_schema.role_table_grants
  where table_schema = 'public' and grantee in ('xiaobao_app', 'xiaobao_reader', 'PUBLIC')
  group by table_name, grantee order by grantee, table_name`
const COLUMN_GRANTS = `
  select 'grant ' || lower(privilege_type) || ' (' || string_agg(column_name::text, ', ' order by column_name) || ') on ' ||
    table_name || ' to ' || grantee || ';' as line
  from information_schema.column_privileges g
  where table_schema = 'public' and grantee in ('xiaobao_app', 'xiaobao_reader', 'PUBLIC') and privilege_type <> 'SELECT'
  group by table_name, grantee, privilege_type order by 1`
const EXECUTE = `
  select 'grant execute on ' || p.oid::regprocedure || ' to ' || coalesce(r.rolname, 'PUBLIC') || ';' as line
  from pg_proc p, aclexplode(p.proacl) a left join pg_roles r on r.oid = a.grantee
  where p.pronamespace = 'public'::regnamespace and a.grantee <> p.proowner order by 1`

it('prints the database', async () => {
  const parts: [string, string][] = [
    ['Tables', TABLES],
    ['Constraints', CONSTRAINTS],
    ['Indexes', INDEXES],
    ['Row-level security', SECURITY],
    ['Policies', POLICIES],
    ['Triggers', TRIGGERS],
    ['Functions', FUNCTIONS],
    ['Privileges', GRANTS],
    ['Privileges on columns', COLUMN_GRANTS],
    ['Privileges on functions', EXECUTE],
  ]
  const printed: string[] = ['-- Printed from a migrated database; the migrations are the source.']
  for (const [title, sql] of parts) printed.push('', `-- ---- ${title}`, '', ...(await lines(sql)))
  await expect(`${printed.join('\n')}\n`).toMatchFileSnapshot(
    path.resolve(import.meta.dirname, '../../schema/database.sql'),
  )
})
