/** How the trail is kept: what does not fit together in it, its witnesses, and days without a heartbeat. */
import { ALARMS } from '../../engine/runtime/alarms.ts'
import type { RaisedAlarm } from '../../engine/runtime/alarms.ts'
import type { Silence } from '../../engine/runtime/heartbeat.ts'
import type { TrailProofs, Witnessing } from '../../engine/runtime/proofs.ts'
import type { Day, Uuid } from '../../engine/core/values.ts'
import type { Context } from '../context.ts'
import type { Builder } from './builder.ts'
import { readable } from './process-source.ts'

const alarmType = (b: Builder) =>
  b.objectRef<RaisedAlarm>('TrailAlarm').implement({
    description: '存证警报 · What does not fit together in the trail; it stays when it is mended',
    fields: (t) => ({
      kind: t.field({
        type: b.enumType('TrailAlarmKind', {
          description: '警报种类 · What does not fit together',
          values: Object.fromEntries(
            Object.entries(ALARMS).map(([kind, { zh, en }]) => [
              kind,
              { value: kind as RaisedAlarm['kind'], description: `${zh} · ${en}` },
            ]),
          ) as Record<string, { value: RaisedAlarm['kind']; description: string }>,
        }),
        resolve: (a) => a.kind,
      }),
      message: t.field({ type: 'LocalizedText', resolve: (a) => ALARMS[a.kind] }),
      source: t.exposeString('source', {
        description: '发现者 · Who noticed it: `seal`, or the name of a witness',
      }),
      known: t.field({
        type: 'Position',
        description:
          '不符之处的条目数 · The number of entries, or the position, at which it does not fit',
        resolve: (a) => a.known,
      }),
      size: t.field({
        type: 'Position',
        description: '发现时的条目数 · How many entries there were when it was seen last',
        resolve: (a) => a.size,
      }),
      firstAt: t.field({ type: 'DateTime', resolve: (a) => a.firstAt }),
      lastAt: t.field({ type: 'DateTime', resolve: (a) => a.lastAt }),
    }),
  })

const witnessType = (b: Builder) =>
  b.objectRef<Witnessing>('Witness').implement({
    description:
      '见证者 · A separate server that cosigns only what grows from what it saw (C2SP tlog-witness)',
    fields: (t) => ({
      name: t.exposeString('name'),
      key: t.exposeString('key', {
        description: '验证密钥 · Verifier key of its cosignatures (C2SP signed-note)',
      }),
      state: t.field({
        type: b.enumType('WitnessState', {
          description: '见证人的回应 · How a witness answered last',
          values: {
            COSIGNED: { description: '已会签 · It cosigned what it was sent last' },
            REFUSED: { description: '拒绝会签，见警报 · It refuses, for the reason in the alarms' },
            UNREACHABLE: { description: '无法联系 · It cannot be asked' },
          },
        }),
        resolve: (w) => w.state,
      }),
      size: t.field({
        type: 'Position',
        description: '已会签的条目数 · Entries under the latest head that it cosigned',
        resolve: (w) => w.size,
      }),
      since: t.field({
        type: 'DateTime',
        description: '自何时起如此 · Since when it stands so',
        resolve: (w) => w.since,
      }),
      askedAt: t.field({ type: 'DateTime', resolve: (w) => w.askedAt }),
    }),
  })

const silenceType = (b: Builder) =>
  b.objectRef<Silence>('Silence').implement({
    description:
      '静默期 · Days on which nobody said that the trail is kept: no server ran, or entries were taken away',
    fields: (t) => ({
      from: t.field({ type: 'Date', resolve: (s) => s.from }),
      to: t.field({ type: 'Date', resolve: (s) => s.to }),
    }),
  })

export function keepingTypes(b: Builder): void {
  const [alarm, witness, silence] = [alarmType(b), witnessType(b), silenceType(b)]
  b.queryFields((t) => ({
    trailAlarms: t.field({
      type: [alarm],
      nullable: true,
      description:
        '存证警报，最近者在前；不得查阅全部流程者为空 · What does not fit together in the trail, the latest first; null for who may not read every process',
      resolve: (_root, _args, context) =>
        forWhoReadsAll(context, (proofs, institution) => proofs.alarms(institution)),
    }),
    witnesses: t.field({
      type: [witness],
      nullable: true,
      description:
        '见证者及其状态；不得查阅全部流程者为空 · The witnesses of the trail and how it stands with them; null for who may not read every process',
      resolve: (_root, _args, context) =>
        forWhoReadsAll(context, (proofs, institution) => proofs.witnesses(institution)),
    }),
    silences: t.field({
      type: [silence],
      nullable: true,
      description:
        '静默期，自首次心跳起至昨日；不得查阅全部流程者为空 · Days without a heartbeat, from the first one until yesterday; null for who may not read every process',
      resolve: (_root, _args, context) =>
        forWhoReadsAll(context, (proofs, institution, today) =>
          proofs.silences(institution, today),
        ),
    }),
  }))
}

async function forWhoReadsAll<T>(
  context: Context,
  read: (proofs: TrailProofs, institution: Uuid, today: Day) => Promise<readonly T[]>,
): Promise<T[] | null> {
  if (!(await readable(context))?.everything) return null
  return [...(await read(context.engine.proofs, context.institution, await context.today()))]
}
