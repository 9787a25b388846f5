/** Which edition takes a command: the one in force where it opens a process, else the process's own. */
import { text } from '../../policies/law.ts'
import { editionName } from '../core/editions.ts'
import { MOVE } from '../core/house-events.ts'
import { possibleEvents } from '../core/judge.ts'
import type { Mechanism } from '../core/mechanism.ts'
import type { ProcessState } from '../core/process.ts'
import type { Refusal } from '../core/refusal.ts'
import type { Ground } from './ground.ts'
import type { Member, Taken } from './member.ts'

/** The edition under which a process stands. Throws where it is not kept. */
export function editionOf({ editions }: Ground, state: ProcessState): Mechanism {
  const mechanism = editions.of(state)
  if (!mechanism) throw new Error(`${nameOf(state)} is not kept in engine/mechanisms/past`)
  return mechanism
}

/** The command as the edition takes it that it falls under. */
export function bound(ground: Ground, member: Member, before: ProcessState | undefined): Taken {
  const { command, event, mechanism } = member
  if (event.opens) {
    const edition = ground.editions.inForce(mechanism.id, ground.calendar.dayOf(ground.now))
    return edition ? taken(member, { edition }) : { refusal: notYet(ground, mechanism) }
  }
  // Without a process it is refused for that; a process of another mechanism is as good as none.
  if (!before || before.mechanism !== mechanism.id) return { member }
  const edition = ground.editions.of(before)
  if (!edition) return { refusal: lost(before) }
  // To move is the same whatever the process moves from.
  return command.event === MOVE ? { member } : taken(member, { edition, before })
}

function taken(
  member: Member,
  { edition, before }: { readonly edition: Mechanism; readonly before?: ProcessState },
): Taken {
  if (member.mechanism === edition) return { member }
  const made = member.under?.(edition)
  if (made === undefined) return { member }
  return 'member' in made
    ? made
    : { refusal: notInEdition(edition, { refusal: made.refusal, before }) }
}

function notInEdition(
  edition: Mechanism,
  { refusal, before }: { readonly refusal: Refusal; readonly before: ProcessState | undefined },
): Refusal {
  const possible = before
    ? possibleEvents({ mechanism: edition, chart: before.chart, state: before })
    : []
  const name = editionName(edition)
  return {
    kind: 'NOT_NOW',
    rule: 'edition',
    message: text(
      `该流程适用${name}，其不受理此内容：${refusal.message.zh}`,
      `This falls under ${name}, which does not take it: ${refusal.message.en}`,
    ),
    ...(refusal.field ? { field: refusal.field } : {}),
    possible,
  }
}

function notYet({ editions }: Ground, { id }: Mechanism): Refusal {
  const [first] = editions.all(id)
  const from = first?.edition.from ?? ''
  return {
    kind: 'NOT_NOW',
    rule: 'edition',
    message: text(
      `${id}自${from}起施行，此前不得开启流程`,
      `${id} is in force from ${from}; until then no process of it is opened`,
    ),
    possible: [],
  }
}

const nameOf = ({ mechanism, edition, revision }: ProcessState): string =>
  `${mechanism} ${edition} revision ${String(revision)}`

const lost = (before: ProcessState): Refusal => ({
  kind: 'NOT_NOW',
  rule: 'edition',
  message: text(
    `${nameOf(before)}的文本未保存于本版程序，该流程不受理任何事项`,
    `This release does not keep ${nameOf(before)}, so the process takes nothing`,
  ),
  possible: [],
})
