/**
 * What does not fit together in a trail, noticed by the seal or said by a witness. Auditors see it, and it
 * stays: that it is mended later does not undo that it was so.
 */
import type { Pool } from 'pg'
import { text } from '../../policies/law.ts'
import type { Text } from '../../policies/law.ts'
import type { Uuid } from '../core/values.ts'
import type { Runtime } from './execute.ts'
import { sealedRows } from './tree.ts'

/** Every kind, with what it means and what to do. */
export const ALARMS = {
  OLDER_BACKUP: text(
    '见证者见过更长的记录：数据库被恢复为较早的备份，或尾部记录被删除。请停止写入并恢复最新备份',
    'The witness has seen a longer trail: an older backup was restored, or the tail was deleted. Stop writing and restore the latest backup',
  ),
  TAIL_DELETED: text(
    '已封存的尾部记录被删除。请从备份恢复，并核查何人可访问数据库',
    'Sealed entries at the end were deleted. Restore them from a backup, and look into who reaches the database',
  ),
  REWRITTEN: text(
    '已由见证者会签的记录被改写，见证者拒绝会签。请以会签的检查点与备份比对',
    'What the witness had cosigned was rewritten, and it refuses to cosign. Compare backups with the cosigned checkpoint',
  ),
  SPLIT_VIEW: text(
    '见证者见过由同一密钥签名的另一份记录：另有副本在签名，或恢复较早备份后继续写入。请停止写入并查明何者为真',
    'The witness has seen another trail signed by the same key: a copy signs, or an older backup was restored and has grown since. Stop writing, and find out which is the true one',
  ),
  ENTRY_REWRITTEN: text(
    '该条记录与封存时不同。请运行 xiaobao verify 并与备份比对',
    'This entry is not what was sealed. Run xiaobao verify, and compare with a backup',
  ),
  ENTRY_MISSING: text(
    '该条记录不存在，其后无法封存。请从备份恢复',
    'This entry is not there, and nothing after it can be sealed. Restore it from a backup',
  ),
  TREE_REWRITTEN: text(
    '树与最近签名的检查点不符，不再签名。请从备份恢复',
    'The tree is not that of the last signed head, and nothing is signed. Restore it from a backup',
  ),
  KEY_ELSEWHERE: text(
    '生效的密钥不在本服务器，无法封存。请将密钥放入 KEYS_DIR 或更换密钥',
    'The key in force is not on this server, and nothing is sealed. Put it into KEYS_DIR, or rotate it',
  ),
  KEY_REFUSED: text(
    '见证者不认可签名密钥。请将新的验证密钥告知见证者',
    'The witness does not know the key that signs. Give it the verifier key in force',
  ),
  UNKNOWN_LOG: text(
    '见证者不认识本记录。请将验证密钥告知见证者',
    'The witness does not know this trail. Give it the verifier key',
  ),
  BAD_COSIGNATURE: text(
    '见证者的答复不是其密钥的会签。请核对 WITNESSES 中的密钥',
    'The witness answered with what is not a cosignature of its key. Check the key in WITNESSES',
  ),
} as const satisfies Readonly<Record<string, Text>>

export interface Alarm {
  /** `seal`, or the name of a witness. */
  readonly source: string
  readonly kind: keyof typeof ALARMS
  /** The size, or the position, at which it does not fit. */
  readonly known: number
  /** How many entries there were when it was seen last. */
  readonly size: number
}
export interface RaisedAlarm extends Alarm {
  readonly firstAt: string
  readonly lastAt: string
}

/** Notes an alarm, and logs it where it is new or goes on for a minute. */
export async function raiseAlarm(
  { pool, log }: { readonly pool: Pool; readonly log: Runtime['log'] },
  institution: Uuid,
  { source, kind, known, size }: Alarm,
): Promise<void> {
  const { rows } = await pool.query<{ fresh: boolean }>(
    'select raise_alarm($1, $2, $3, $4, $5) as fresh',
    [institution, source, kind, known, size],
  )
  if (rows[0]?.fresh)
    log.error({ institution, source, alarm: kind, known, size }, `the trail: ${ALARMS[kind].en}`)
}

/** Every alarm of an institution, the latest first. */
export async function alarmsOf(pool: Pool, institution: Uuid): Promise<readonly RaisedAlarm[]> {
  const rows = await sealedRows(pool, institution, {
    text: `select source, kind, known, size, first_at, last_at from trail_alarm
      where institution = $1 order by last_at desc, source, kind, known`,
    values: [],
  })
  return rows.map((row) => ({
    source: row['source'] as string,
    kind: row['kind'] as Alarm['kind'],
    known: Number(row['known']),
    size: Number(row['size']),
    firstAt: (row['first_at'] as Date).toISOString(),
    lastAt: (row['last_at'] as Date).toISOString(),
  }))
}
