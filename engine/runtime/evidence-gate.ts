/** Lets few work at a time; the others wait in order. */
export type Gate = <T>(work: () => Promise<T>) => Promise<T>

export function gateOf(most: number): Gate {
  const waiting: (() => void)[] = []
  let working = 0
  return async (work) => {
    if (working < most) working++
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      return await work()
    } finally {
      // The place is handed on, so that nobody slips in between.
      const next = waiting.shift()
      if (next) next()
      else working--
    }
  }
}
