/** A row of a table that follows from an entry: people, seats, units, subjects, interests, policy, and so on. */
export interface Projection {
  readonly table:
    | 'unit'
    | 'person'
    | 'seat'
    | 'seat_end'
    | 'subject'
    | 'interest'
    | 'policy_value'
    | 'institution'
    | 'erasure'
    | 'supervision'
    | 'delegation'
    | 'delegation_end'
  readonly row: Readonly<Record<string, unknown>>
}
