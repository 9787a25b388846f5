/** The refusals of the judgement in words: what was refused, by which rule, and what would have to change. */
import type { AnyStateMachine } from 'xstate'
import { text } from '../../policies/law.ts'
import type { Citation, Text } from '../../policies/law.ts'
import type { Standing } from './judge.ts'
import { dutiesOf } from './load.ts'
import type { Because, EventRule, RuleText } from './mechanism.ts'
import type { Refusal } from './refusal.ts'
import { takenIn } from './step.ts'

/** So many states are named; beyond them it would be a list of the chart. */
const STATES_NAMED = 6

/** The state does not take it: what would have to be different for it to be taken. */
export function notNow(
  standing: Standing,
  machine: AnyStateMachine,
  name: string,
): Omit<Refusal, 'possible'> {
  const event = standing.mechanism.events[name]
  if (!event)
    return {
      kind: 'NOT_NOW',
      rule: 'state',
      message: text('本流程没有这一事项', 'This process knows no such event'),
    }
  const { zh, en } = otherwise(standing, { machine, name, event })
  return {
    kind: 'NOT_NOW',
    rule: 'state',
    message: text(
      `当前状态不受理“${event.title.zh}”${zh}`,
      `The process does not take “${event.title.en}” in its present state${en}`,
    ),
  }
}

interface Asked {
  readonly machine: AnyStateMachine
  readonly name: string
  readonly event: EventRule
}
function otherwise(standing: Standing, { machine, name, event }: Asked): Text {
  if (event.opens && standing.state)
    return text('。该事项用于开启新流程', '. It opens a process of its own')
  if (!event.opens && !standing.state)
    return text('。请指明已开启的流程', '. Name the process that it is about')
  const states = takenIn(machine, name)
  if (states.length === 0 || states.length > STATES_NAMED) return text('', '')
  const titles = (language: keyof Text, comma: string) =>
    [...new Set(states.map((t) => t[language]))].join(comma)
  return text(`。受理的状态：${titles('zh', '、')}`, `. It is taken in: ${titles('en', '; ')}`)
}

/** The nearest miss; where it is not the duty that was missed, the rule and article that were. */
export interface Missed extends Text {
  readonly rule?: string
  readonly article?: Citation
  readonly field?: readonly string[]
}

export const notYourDuty = (event: EventRule, near?: Missed): Omit<Refusal, 'possible'> => {
  const [duty] = dutiesOf(event)
  // Several bodies may have one duty in the same words.
  const sentences = (language: keyof Text) => [
    ...new Set(dutiesOf(event).map((d) => d.sentence[language])),
  ]
  const [zh, en] = near ? [`。${near.zh}`, `. ${near.en}`] : ['', '']
  return {
    kind: 'NOT_YOUR_DUTY',
    message: text(
      `“${event.title.zh}”是下列职责：${sentences('zh').join('；')}${zh}`,
      `“${event.title.en}” belongs to another duty: ${sentences('en').join('; ')}${en}`,
    ),
    ...(duty ? { rule: duty.id, article: duty.article } : {}),
    ...(near?.rule === undefined ? {} : { rule: near.rule }),
    ...(near?.article === undefined ? {} : { article: near.article }),
    ...(near?.field === undefined ? {} : { field: near.field }),
  }
}
/** A rule that does not hold, and why in this case. */
interface Broken {
  readonly name: string
  readonly rule: RuleText
  readonly because?: Because | undefined
}
export const byRule = (
  { name, rule, because }: Broken,
  kind: 'SEPARATION' | 'NOT_NOW',
): Omit<Refusal, 'possible'> => ({
  kind: rule.refuses ?? kind,
  rule: name,
  article: rule.article,
  message: because
    ? text(
        `${rule.says.zh}：${because.text.zh}。${rule.change.zh}`,
        `${rule.says.en}: ${because.text.en}. ${rule.change.en}`,
      )
    : text(`${rule.says.zh}。${rule.change.zh}`, `${rule.says.en}. ${rule.change.en}`),
  ...(because?.heldBy ? { heldBy: because.heldBy } : {}),
  ...(rule.field ? { field: rule.field } : {}),
})
