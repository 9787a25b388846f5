// Many entries at once, as nobody could record them one by one: rows that look like those of append(), put
// in by the owner of the database. They are for searching; nothing replays from them.

import type { Client } from 'pg'
import type { Uuid } from '../../engine/core/values.ts'

export interface Filling {
  readonly institution: Uuid
  readonly entries: number
  /** Processes that they are of; the entries of one follow each other at a distance. */
  readonly processes: readonly Uuid[]
  /** Instant of the first; the others follow a minute apart. */
  readonly from: string
}

/**
 * Values by the number of an entry: some that half of all entries have, some of one in a thousand, and
 * some that stand at one end of the trail only.
 */
const ENTRIES = `
  select p as position, md5('entry' || p)::uuid as id,
    case when p % 10 = 3 then 'refused' when p % 7 = 1 then 'clock' else 'accepted' end as kind,
    md5('person' || p % 40)::uuid::text as actor,
    (array['consumerProtection', 'consumerProtection', 'consumerProtection', 'businessDepartment',
      'seniorManagement', 'internalAudit'])[1 + p % 6] as body,
    case when p % 1000 = 5 then 'board.approvePlan' else 'consumerProtection.handleComplaint' end as duty,
    case when p < $4 / 20 then '2019-38:old' else '2020-3:18' end as article,
    case when p % 1000 = 5 then 'approvePlan' when p % 3 = 0 then 'note' else 'register' end as event,
    'product:fill-' || p % 3000 as subject,
    case when p % 10 = 3 then case when p % 500 = 3 then 'STALE' else 'NOT_NOW' end end as refusal,
    case when p % 10 = 3 then case when p % 500 = 3 then 'version' else 'state' end end as rule,
    case when p % 97 = 0 then md5('entry' || p - 90)::uuid end as cause,
    $5::uuid[] as processes,
    $3::timestamptz + p * interval '1 minute' as at,
    case when p % 50 = 7 then $3::timestamptz + (p / 2) * interval '1 minute'
      else $3::timestamptz + p * interval '1 minute' end as effective,
    case when p % 2 = 0 then '提前还款违约金' when p % 1009 = 0 then '罕见词语 needle' else '重复收费 fee charged twice' end as matter
  from generate_series($2::bigint + 1, $2::bigint + $4::bigint) p`

const INSERT = `
  insert into entry (institution, position, id, kind, leaf, leaf_hash, recorded_at, logged_at, effective_at,
      process, version, mechanism, event, actor, body, duty, article, refusal, cause, request, touches)
  select $1::uuid, f.position, f.id, f.kind,
    (json_strip_nulls(json_build_object('v', 1, 'id', f.id, 'institution', $1::text, 'kind', f.kind,
      'actor', json_build_object('body', f.body, 'person', f.actor, 'via', 'api'),
      'event', json_build_object('type', f.event, 'payload', json_build_object('matter', f.matter)),
      'process', json_build_object('id', f.processes[1 + f.position % cardinality(f.processes)],
        'mechanism', 'M07', 'chart', 'complaint', 'edition', '2020-03-01', 'hash', repeat('ab', 32),
        'revision', 1, 'version', 1),
      'decision', case when f.refusal is null then json_build_object('duty', f.duty, 'body', f.body,
        'article', f.article, 'separation', '[]'::json, 'policies', repeat('cd', 32)) end,
      'refusal', case when f.refusal is not null then json_build_object('kind', f.refusal, 'rule', f.rule,
        'article', f.article, 'message', json_build_object('zh', '当前状态不受理', 'en', 'Not now'),
        'possible', '[]'::json) end,
      'cause', case when f.cause is not null then json_build_object('entry', f.cause) end,
      'recordedAt', to_char(f.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))))::text,
    decode(md5(f.position::text) || md5(f.position::text), 'hex'), f.at, f.at, f.effective,
    f.processes[1 + f.position % cardinality(f.processes)], 1, 'M07', f.event, f.actor, f.body,
    case when f.refusal is null then f.duty end, f.article, f.refusal, f.cause, null,
    case when f.refusal is null then array['process:' || f.processes[1 + f.position % cardinality(f.processes)],
      'subject:' || f.subject] else '{}' end
  from (${ENTRIES}) f`

/** Puts entries behind those that are there. The client is the owner's, with the institution set. */
export async function fillTrail(owner: Client, filling: Filling): Promise<void> {
  const { institution, entries, processes, from } = filling
  await owner.query("select set_config('xiaobao.institution', $1, false)", [institution])
  const { rows } = await owner.query<{ position: string }>(
    'select position from head where institution = $1',
    [institution],
  )
  const base = Number(rows[0]?.position ?? 0)
  await owner.query(INSERT, [institution, base, from, entries, processes])
  await owner.query(
    `update head set position = $2, logged_at = (select max(logged_at) from entry where institution = $1)
      where institution = $1`,
    [institution, base + entries],
  )
}
