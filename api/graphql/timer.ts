/** Timers of a process: what runs, since when, until when, and by which rule. */
import type { Clock } from '../../engine/core/clocks.ts'
import type { ClockView } from '../../engine/runtime/engine.ts'
import { text } from '../../policies/law.ts'
import type { Citation, Text } from '../../policies/law.ts'
import type { Context as ChartContext } from '../../engine/core/mechanism.ts'
import type { Context } from '../context.ts'
import type { Builder, TimerSource } from './builder.ts'
import { encodeId } from './ids.ts'
import type { Enums } from './law.ts'
import { viewOf } from './process-source.ts'
import type { ProcessSource } from './process-source.ts'
import type { Registry } from './registry.ts'

export async function timersOf(
  process: ProcessSource,
  context: Context,
  registry: Registry,
): Promise<TimerSource[]> {
  const view = process.answered
    ? await context.views.get(process.id)
    : await viewOf(process, context)
  const mechanism = registry.under(view?.state)
  return (view?.clocks ?? []).map((clock) => ({ process, mechanism, view: clock }))
}

export type TimerState = 'RUNNING' | 'PAUSED' | 'DUE' | 'STOPPED' | 'UNKNOWN'

const clockOf = ({ mechanism, view }: TimerSource): Clock<ChartContext> | undefined =>
  mechanism?.clocks[view.clock]

export function timerTypes(b: Builder, enums: Enums): void {
  b.objectType('Timer', {
    description: '计时 · A clock of a process',
    fields: (t) => ({
      id: t.id({
        description:
          '亦为时钟事项的请求编号 · Of a running timer also the request id of its command',
        resolve: ({ process, view }) =>
          encodeId('Timer', view.timer?.id ?? `${process.id}.${view.clock}`),
      }),
      clock: t.string({ resolve: ({ view }) => view.clock }),
      title: t.field({
        type: 'LocalizedText',
        resolve: (s) => clockOf(s)?.title ?? bare(s.view.clock),
      }),
      kind: t.field({
        type: enums.clockKind,
        resolve: (s) => s.view.timer?.kind ?? clockOf(s)?.kind ?? 'deadline',
      }),
      citation: t.field({
        type: 'Citation',
        nullable: true,
        description: '法定期限的条文 · The article of a statutory clock',
        resolve: (s) => citationOf(clockOf(s)),
      }),
      policy: t.string({
        nullable: true,
        description: '内部规定期限的参数 · Key of the house policy that sets its length',
        resolve: (s) => policyOf(clockOf(s)),
      }),
      process: t.expose('process', { type: 'Process' }),
    }),
  })
  runningFields(b)
}

/** Where a clock stands: since when, until when, and why. */
function runningFields(b: Builder): void {
  const state = b.enumType('TimerState', {
    description: '计时状态 · Whether a clock runs',
    values: {
      RUNNING: { value: 'RUNNING' as const },
      PAUSED: { value: 'PAUSED' as const, description: '中止计算 · Stands still' },
      DUE: { value: 'DUE' as const, description: '已届满 · Due, and about to be recorded' },
      STOPPED: {
        value: 'STOPPED' as const,
        description:
          '届满已记录，现已停止 · A deadline that ran out, which is recorded, and that runs no more',
      },
      UNKNOWN: {
        value: 'UNKNOWN' as const,
        description: '无法计算 · Cannot be computed: its start is not stated',
      },
    },
  })
  b.objectFields('Timer', (t) => ({
    startedAt: t.field({
      type: 'DateTime',
      nullable: true,
      resolve: ({ view }) => view.timer?.startedAt ?? null,
    }),
    dueAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: '届满时刻，自此为逾期 · First instant at which it is late',
      resolve: ({ view }) => view.timer?.dueAt ?? null,
    }),
    provisional: t.boolean({
      description:
        '暂计：涉及尚未公布的工作日历，公布后重新计算 · Counted beyond the published calendar, and again once it is published',
      resolve: ({ view }) => view.timer?.provisional ?? false,
    }),
    state: t.field({
      type: state,
      resolve: ({ view, at }, _args, context) => stateOf(view, at ?? context.now()),
    }),
    explanation: t.field({
      type: 'LocalizedText',
      resolve: (s) => explained(s.view, clockOf(s)),
    }),
  }))
}

const bare = (name: string): Text => ({ zh: name, en: name })
const citationOf = (clock: Clock<ChartContext> | undefined): Citation | null =>
  clock && 'cite' in clock ? clock.cite : null
const policyOf = (clock: Clock<ChartContext> | undefined): string | null =>
  clock && 'policy' in clock ? clock.policy : null

const stateOf = ({ state, timer }: ClockView, now: string): TimerState =>
  state === 'RUNNING' && timer && timer.dueAt <= now ? 'DUE' : state

const UNITS = {
  hour: text('小时', 'hours'),
  day: text('日', 'calendar days'),
  workday: text('个工作日', 'working days'),
  month: text('个月', 'months'),
  year: text('年', 'years'),
} as const

/** How the due instant was found, or why there is none. */
function explained(view: ClockView, clock: Clock<ChartContext> | undefined): Text {
  const { timer } = view
  if (view.state === 'PAUSED')
    return text('中止计算，恢复后顺延', 'It stands still; the days of the pause do not count')
  if (view.state === 'STOPPED')
    return text('届满已记录，现已停止', 'It ran out, which is recorded, and runs no more')
  if (!timer)
    return clock && 'agreed' in clock
      ? text('尚无约定或承诺的日期', 'No day has been agreed or promised')
      : text('起算时间未载明，无法计算', 'It cannot be computed: when it starts is not stated')
  const unit = UNITS[timer.unit]
  const law = clock && 'cite' in clock ? clock.cite : timer.basis
  const late =
    timer.unit === 'hour' ? text('', '') : text('，末日终了届满', ', and ends with the last day')
  const open = timer.provisional
    ? text(
        '；超出已公布的工作日历，暂按周末推算',
        '; beyond the published calendar, counted by weekends for now',
      )
    : text('', '')
  return text(
    `自 ${timer.startedAt} 起 ${timer.n} ${unit.zh}（${law}），首日不计${late.zh}${open.zh}`,
    `${timer.n} ${unit.en} from ${timer.startedAt} (${law}); the first day does not count${late.en}${open.en}`,
  )
}
