/** Correction of a mistake of entry: what stands, what it becomes, and what follows from it (art. 28). */
import type { Context } from './context.ts'
import type { Correction } from './shapes.ts'

type Field = Correction extends infer C ? (C extends unknown ? keyof C & string : never) : never
interface Change {
  readonly was?: string | number | undefined
  readonly is: string | number
}

/** Art. 29: twenty persons or more in person make a complaint major. */
export const MASS_VISIT = 20

interface Entry {
  readonly stands: (c: Context) => string | number | null
  readonly becomes: (c: Context, is: never) => Partial<Context>
  /** A day that cannot lie after the correction. */
  readonly past?: true
  /** Absent: it was recorded at registration. */
  readonly recorded?: (c: Context) => boolean
}
const wasTold = (c: Context) => c.told !== null
const wasOwed = (c: Context) => c.owed !== null
const fields = {
  receivedOn: {
    past: true,
    stands: (c) => c.receivedOn,
    // The period counts from receipt unless new facts have restarted it since.
    becomes: (c, is: string) => ({
      receivedOn: is,
      receiptBasis: 'stated',
      inconsistent: c.madeOn !== null && c.madeOn > is,
      ...(c.restarts === 0 ? { startedOn: is } : {}),
    }),
  },
  channel: { stands: (c) => c.channel, becomes: (_, is: Context['channel']) => ({ channel: is }) },
  matter: { stands: (c) => c.matter, becomes: (_, is: string) => ({ matter: is }) },
  product: { stands: (c) => c.product, becomes: (_, is: string) => ({ product: is }) },
  partner: { stands: (c) => c.partner, becomes: (_, is: string) => ({ partner: is }) },
  organisation: {
    stands: (c) => c.organisation,
    becomes: (_, is: string) => ({ organisation: is }),
  },
  complainants: {
    stands: (c) => c.complainants,
    becomes: (_, is: number) => ({ complainants: is }),
  },
  faceToFace: {
    stands: (c) => c.faceToFace,
    becomes: (c, is: number) => ({
      faceToFace: is,
      major:
        c.major ??
        (is >= MASS_VISIT ? { ground: 'massVisit', on: c.receivedOn, planActive: false } : null),
    }),
  },
  toldOn: {
    past: true,
    recorded: wasTold,
    stands: (c) => c.told?.on ?? null,
    becomes: (c, is: string) => ({ told: c.told && { ...c.told, on: is } }),
  },
  deliveredOn: {
    past: true,
    recorded: wasTold,
    stands: (c) => c.told?.deliveredOn ?? null,
    becomes: (c, is: string) => ({ told: c.told && { ...c.told, deliveredOn: is } }),
  },
  promisedBy: {
    recorded: wasOwed,
    stands: (c) => c.owed?.by ?? null,
    becomes: (c, is: string) => ({ owed: c.owed && { ...c.owed, by: is } }),
  },
  performedOn: {
    past: true,
    recorded: (c) => c.owed?.performed === true,
    stands: (c) => c.owed?.performedOn ?? null,
    becomes: (c, is: string) => ({ owed: c.owed && { ...c.owed, performedOn: is } }),
  },
} satisfies Record<Field, Entry>
const table: Readonly<Record<Field, Entry>> = fields

const entryOf = (record: Correction): [Entry, Change] => {
  const [name, change] = Object.entries(record)[0] as [Field, Change]
  return [table[name], change]
}
/** Who corrects names what stands; so nobody corrects what somebody else has just corrected. */
export const namesWhatStands = (c: Context, record: Correction): boolean => {
  const [field, change] = entryOf(record)
  return (change.was ?? null) === field.stands(c)
}
export const changesIt = (record: Correction): boolean => {
  const [, change] = entryOf(record)
  return change.is !== change.was
}
/** A day of telling, promise or performance can be corrected only once it was recorded. */
export const wasRecorded = (c: Context, record: Correction): boolean => {
  const [field] = entryOf(record)
  return field.recorded?.(c) ?? true
}
export const notInFuture = (record: Correction, on: string | undefined): boolean => {
  const [field, change] = entryOf(record)
  return !field.past || (on !== undefined && String(change.is) <= on)
}
export const correctedBy = (c: Context, record: Correction): Partial<Context> => {
  const [field, change] = entryOf(record)
  return field.becomes(c, change.is as never)
}
