/** A judgement told look by look, in the order in which it was made, up to the one that refused. */
import { BODIES } from '../../../policies/duty.ts'
import type { Duty } from '../../../policies/duty.ts'
import { text } from '../../../policies/law.ts'
import type { Text } from '../../../policies/law.ts'
import type { CheckKind, ExplainedCheck, ExplainedDuty } from '../../core/explanation.ts'
import { MOVE, TAKES_NO_PART } from '../../core/house-events.ts'
import { dutySubject } from '../../core/judge.ts'
import { dutiesOf } from '../../core/load.ts'
import type { RuleText } from '../../core/mechanism.ts'
import type { ProcessState } from '../../core/process.ts'
import type { Refusal } from '../../core/refusal.ts'
import type { Leaf } from '../../core/trail.ts'
import { SUPERVISES_NOT_OWN, supervisesNotOwn } from '../../core/supervising.ts'
import { shownFacts } from '../../core/withheld.ts'
import { holdsOf, nearOf } from '../ground.ts'
import { eventOf } from './judge-again.ts'
import type { JudgedAgain } from './judge-again.ts'

/** What is looked at whatever the mechanism, and what would have to change. */
const HOUSE_CHECKS = {
  request: {
    says: text('请求编号未用于其他内容', 'The request id was not used for other content'),
    change: text('使用新的请求编号', 'Use a new request id'),
  },
  read: {
    says: text(
      '流程存在，且其岗位可查阅',
      'There is such a process, and a seat of the asker reads it',
    ),
    change: text('由可查阅该流程的岗位办理', 'Let somebody ask whose seat reads the process'),
  },
  version: {
    says: text('流程仍为所见的版本', 'The process is at the version that was seen'),
    change: text('重新读取流程后再决定', 'Read the process again and decide anew'),
  },
  effective: {
    says: text(
      '生效时间不晚于记录时，且该事项可追溯至此',
      'It took effect no later than it was recorded, and as early as the event allows',
    ),
    change: text('更正生效时间', 'Correct when it took effect'),
  },
  edition: {
    says: text(
      '流程所依版本受理该内容',
      'The edition that the process stands under takes what was asked',
    ),
    change: text('按该版本的内容办理', 'Ask what that edition takes'),
  },
  state: {
    says: text('当前状态受理该事项', 'The process takes the event in the state that it was in'),
    change: text(
      '待流程进入受理该事项的状态',
      'Wait until the process is in a state that takes it',
    ),
  },
} as const satisfies Partial<Readonly<Record<CheckKind, { says: Text; change: Text }>>>
type HouseCheck = keyof typeof HOUSE_CHECKS

/** Which look refused: the rules of the mechanism by their names, everything else by its kind. */
function refusedAt({ kind, rule }: Refusal, named: ReadonlySet<string>): CheckKind {
  if (rule !== undefined && named.has(rule)) return 'rule'
  if (kind === 'REQUEST_REUSED') return 'request'
  if (kind === 'NOT_FOUND') return 'read'
  if (kind === 'STALE') return 'version'
  if (kind === 'SEPARATION') return 'separation'
  if (rule === 'effective-time') return 'effective'
  if (rule === 'edition') return 'edition'
  if (rule === 'state') return 'state'
  // A duty is named by its body; what is refused to every holder of it is a rule.
  const ofDuty = rule === 'delegation' || rule?.includes('.') === true
  return kind === 'NOT_YOUR_DUTY' && ofDuty ? 'duty' : 'rule'
}

export interface Told {
  readonly leaf: Leaf
  readonly before: ProcessState | undefined
  readonly again: JudgedAgain
}

/** The duties of the event, in their order, as far as they were looked at. */
function dutiesIn({ leaf, before, again }: Told): readonly ExplainedDuty[] {
  const { ground, member, mechanism, outcome } = again
  const over = before && dutySubject({ mechanism, chart: before.chart, state: before })
  const [holds, near] = [holdsOf(ground, member), nearOf(ground, member)]
  const looked: ExplainedDuty[] = []
  for (const duty of dutiesOf(eventOf(again, leaf))) {
    const found = holds([duty], over, leaf.event.type)
    if (found) {
      const { seat } = found.by
      const mine = { duty: found.duty, ...(seat === undefined ? {} : { seat }) }
      return [...looked, notInReach(mine, outcome) ?? { ...mine, held: true }]
    }
    looked.push({ duty, held: false, why: near([duty], over, leaf.event.type) ?? ofAnother(duty) })
  }
  return looked
}

/** An opening is judged once more on what was opened: a department opens for its own unit. */
const notInReach = (
  mine: Pick<ExplainedDuty, 'duty' | 'seat'>,
  outcome: JudgedAgain['outcome'],
): ExplainedDuty | undefined =>
  outcome.kind === 'refused' && outcome.refusal.rule === mine.duty.id
    ? { ...mine, held: false, why: outcome.refusal.message }
    : undefined

const ofAnother = ({ body }: Duty): Text =>
  text(`该事项由${BODIES[body].zh}办理`, `It is for ${BODIES[body].en}`)

/** What came nearest, of all the duties of the event together. */
export function nearestMissIn({ leaf, before, again }: Told): Text | undefined {
  const { ground, member, mechanism, outcome } = again
  if (outcome.kind !== 'refused' || refusedAt(outcome.refusal, names(again)) !== 'duty')
    return undefined
  const over = before && dutySubject({ mechanism, chart: before.chart, state: before })
  const duties = dutiesOf(eventOf(again, leaf))
  const held = holdsOf(ground, member)(duties, over, leaf.event.type)
  return held ? outcome.refusal.message : nearOf(ground, member)(duties, over, leaf.event.type)
}

const names = ({ mechanism }: JudgedAgain): ReadonlySet<string> =>
  new Set(Object.keys(mechanism.rules))

/** Everything that was looked at. */
export function checksIn(told: Told): {
  readonly duties: readonly ExplainedDuty[]
  readonly checks: readonly ExplainedCheck[]
} {
  const { outcome } = told.again
  const refusal = outcome.kind === 'refused' ? outcome.refusal : undefined
  const at = refusal && refusedAt(refusal, names(told.again))
  const first = [...houseChecks(told, at)]
  if (at !== undefined && at in HOUSE_CHECKS) return { duties: [], checks: first }
  const duties = dutiesIn(told)
  const rules = [...ruleChecks(told, refusal)]
  // Where several ways were tried, the first that failed is the one that refused.
  const inOrder = [...rules.filter((c) => !c.decisive), ...rules.filter((c) => c.decisive)]
  const checks = [...first, dutyCheck(duties), ...inOrder]
  return { duties, checks }
}

/** What was looked at before the duty; only what the entry tells was asked for. */
function* houseChecks(
  { leaf, again: { outcome } }: Told,
  at: CheckKind | undefined,
): Generator<ExplainedCheck> {
  const opens = leaf.process === undefined || leaf.process.opens === true
  const looked: Readonly<Record<HouseCheck, boolean>> = {
    request: leaf.request !== undefined || leaf.reused !== undefined,
    read: !opens || at === 'read',
    version: at === 'version',
    effective: leaf.effective !== undefined,
    edition: true,
    state: leaf.event.type !== MOVE,
  }
  for (const kind of Object.keys(HOUSE_CHECKS) as HouseCheck[]) {
    if (!looked[kind]) continue
    const { says, change } = HOUSE_CHECKS[kind]
    const base = { kind, name: kind, says, facts: {} }
    if (kind !== at) {
      yield { ...base, held: true, decisive: false }
      continue
    }
    const message = outcome.kind === 'refused' ? outcome.refusal.message : change
    // In which states it is taken, and which version it is, only the refusal knows.
    yield {
      ...base,
      held: false,
      decisive: true,
      change: text(`${change.zh}。${message.zh}`, `${change.en}. ${message.en}`),
    }
    return
  }
}

function dutyCheck(duties: readonly ExplainedDuty[]): ExplainedCheck {
  const held = duties.find((d) => d.held)
  const { duty } = held ?? duties[0] ?? {}
  const bodies = [...new Set(duties.map((d) => BODIES[d.duty.body]))]
  return {
    kind: 'duty',
    name: duty?.id ?? 'duty',
    held: held !== undefined,
    decisive: held === undefined,
    says: duty?.sentence ?? text('职责', 'A duty'),
    ...(duty ? { article: duty.article } : {}),
    ...(held
      ? {}
      : {
          change: text(
            `由${bodies.map((b) => b.zh).join('或')}中职责及于该流程的岗位办理`,
            `Let a seat of ${bodies.map((b) => b.en).join(' or ')} do it that reaches this process`,
          ),
        }),
    facts: {},
  }
}

/** Separation and rules: those of the mechanism as they were put to the test, then what every process has. */
function* ruleChecks(
  { leaf, again }: Told,
  refusal: Refusal | undefined,
): Generator<ExplainedCheck> {
  const { judged, mechanism, outcome } = again
  const recorded = shownFacts(leaf)
  const separation: readonly string[] = mechanism.separation[leaf.event.type] ?? []
  const seen = new Set<string>()
  for (const { name, rule, held, facts } of judged) {
    if (seen.has(name)) continue
    seen.add(name)
    // It may hold for who signed and not for another who answers with him.
    const refuses = refusal?.rule === name && judged.some((j) => j.name === name && !j.held)
    yield {
      kind: separation.includes(name) ? 'separation' : 'rule',
      name,
      held: held && !refuses,
      decisive: refuses,
      says: rule.says,
      change: rule.change,
      article: rule.article,
      facts: Object.fromEntries(
        facts.flatMap((fact) => {
          const told = recorded[fact]
          return told ? [[fact, told]] : []
        }),
      ),
    }
  }
  const others = outcome.kind === 'accepted' ? (outcome.line.leaf.decision?.separation ?? []) : []
  for (const name of others) if (!seen.has(name)) yield houseSeparation(name)
  if (refusal && !seen.has(refusal.rule ?? '')) yield* refusedElsewhere(refusal, names(again))
}

/** A separation that no mechanism has of its own. */
function houseSeparation(name: string): ExplainedCheck {
  const base = { kind: 'separation', name, held: true, decisive: false, facts: {} } as const
  const known = HOUSE_SEPARATIONS.get(name)
  if (!known) return { ...base, says: text('回避', 'Separation') }
  return { ...base, says: known.says, change: known.change, article: known.article }
}
const HOUSE_SEPARATIONS: ReadonlyMap<
  string,
  Pick<RuleText, 'says' | 'change' | 'article'>
> = new Map([
  [TAKES_NO_PART.name, TAKES_NO_PART],
  [SUPERVISES_NOT_OWN, supervisesNotOwn],
])

function* refusedElsewhere(
  refusal: Refusal,
  named: ReadonlySet<string>,
): Generator<ExplainedCheck> {
  const kind = refusedAt(refusal, named)
  if (kind === 'duty' || kind in HOUSE_CHECKS) return
  yield {
    kind,
    name: refusal.rule ?? kind,
    held: false,
    decisive: true,
    says: refusal.message,
    change: refusal.message,
    ...(refusal.article ? { article: refusal.article } : {}),
    facts: {},
  }
}
