// CPU seconds of processes, from /proc; undefined where there is none.

import { readFileSync, readdirSync } from 'node:fs'

/** Linux counts in hundredths of a second for every program, whatever its own tick. */
const TICKS = 100

interface Stat {
  readonly parent: number
  /** Its own CPU, and that of children it has waited for. */
  readonly own: number
  readonly ended: number
}

function statOf(pid: number | 'self'): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
    // The name stands in brackets and may hold anything; the fields are counted after it.
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    const [parent = 0] = fields.slice(1)
    const [own = 0, system = 0, ended = 0, endedSystem = 0] = fields.slice(11)
    return { parent, own: (own + system) / TICKS, ended: (ended + endedSystem) / TICKS }
  } catch {
    return undefined
  }
}

/** CPU seconds of one process. */
export const cpuOf = (pid: number): number => statOf(pid)?.own ?? Number.NaN

/** CPU seconds of programs that this process ran and that have ended. */
export const cpuOfEnded = (): number => statOf('self')?.ended ?? Number.NaN

/** CPU seconds of a process and its children, running or ended: a PostgreSQL server. */
export function cpuOfFamily(pid: number): number {
  const self = statOf(pid)
  if (!self) return Number.NaN
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => statOf(Number(name)))
    .filter((stat) => stat?.parent === pid)
  return children.reduce((sum, stat) => sum + (stat?.own ?? 0), self.own + self.ended)
}

/** Processes that are waiting for a core, from the load average of the last minute. */
export const loadAverage = (): number => {
  try {
    return Number(readFileSync('/proc/loadavg', 'utf8').split(' ')[0])
  } catch {
    return Number.NaN
  }
}
