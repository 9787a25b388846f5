/**
 * How the votes of a body are counted. Pure: the same poll gives the same tally, on the server and when the
 * trail is verified.
 *
 * Whoever stands aside neither counts nor votes (Company Law art. 185). Whoever is present and abstains
 * counts as present, never for. One member has one vote; where the body's own rules give the chair a
 * casting vote, it decides a tie and nothing else.
 */
export const MAJORITIES = ['ofPresent', 'ofAll', 'twoThirdsOfAll'] as const
export type Majority = (typeof MAJORITIES)[number]
export type Vote = 'for' | 'against' | 'abstain'

/** The body's rule, as in force on the day of the meeting. */
export interface BodyRule {
  /** More than so many per cent of those entitled must attend; at 100, all of them. */
  readonly quorum: number
  /** So many entitled members must attend at least. */
  readonly least: number
  readonly majority: Majority
  /** The chair's vote decides a tie. */
  readonly casting: boolean
}
export interface Poll {
  readonly rule: BodyRule
  /** Members in force on the day. */
  readonly seated: readonly string[]
  /** Who was present; whoever voted was. */
  readonly present: readonly string[]
  /** Who stands aside in this item. */
  readonly recused: readonly string[]
  /** The last vote of each. */
  readonly votes: readonly { readonly person: string; readonly vote: Vote }[]
  readonly chair: string | null
}
export interface Tally {
  readonly entitled: number
  readonly attending: number
  readonly for: number
  readonly against: number
  readonly abstain: number
  /** The chair's casting vote decided. */
  readonly cast: boolean
  readonly quorate: boolean
  readonly adopted: boolean
}

export const entitledOf = ({ seated, recused }: Pick<Poll, 'seated' | 'recused'>) =>
  [...new Set(seated)].filter((p) => !recused.includes(p))

/** Are enough of those entitled there to decide? */
export function isQuorate(rule: BodyRule, entitled: number, attending: number): boolean {
  if (attending === 0 || attending < rule.least) return false
  return attending === entitled || attending * 100 > entitled * rule.quorum
}

/** Are so many votes for it enough? */
function suffices(majority: Majority, votes: number, of: { entitled: number; attending: number }) {
  switch (majority) {
    case 'ofPresent':
      return votes * 2 > of.attending
    case 'ofAll':
      return votes * 2 > of.entitled
    case 'twoThirdsOfAll':
      return votes * 3 >= of.entitled * 2
  }
}

export function tallyOf(poll: Poll): Tally {
  const { rule, votes, chair } = poll
  const entitled = entitledOf(poll)
  const counted = votes.filter((v) => entitled.includes(v.person))
  const attending = entitled.filter(
    (p) => poll.present.includes(p) || counted.some((v) => v.person === p),
  ).length
  const of = { entitled: entitled.length, attending }
  const number = (vote: Vote) => counted.filter((v) => v.vote === vote).length
  const yes = number('for')
  const chairFor = counted.some((v) => v.person === chair && v.vote === 'for')
  const tied = rule.casting && chairFor && yes === number('against')
  const quorate = isQuorate(rule, of.entitled, attending)
  const plain = suffices(rule.majority, yes, of)
  const cast = tied && !plain && suffices(rule.majority, yes + 1, of)
  return {
    ...of,
    for: yes,
    against: number('against'),
    abstain: number('abstain'),
    cast: quorate && cast,
    quorate,
    adopted: quorate && (plain || cast),
  }
}
