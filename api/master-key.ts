/** `xiaobao master-key`: changes the key that wraps the keys of personal values. */
import type { Command } from 'commander'

/** What came of wrapping the keys anew. */
export interface Rotated {
  readonly master: string
  readonly keys: number
  readonly left: number
}
export interface MasterKeys {
  /** Puts a new master key into the file; gives its name. */
  readonly add: () => Promise<string>
  /** Wraps every key by the newest. */
  readonly use: () => Promise<Rotated>
  /** Takes the older ones out of the file; gives their names. */
  readonly retire: () => Promise<readonly string[]>
}

/** Adds the commands to the program. */
export function registerMasterKey(
  program: Command,
  keys: MasterKeys,
  print: (text: string) => void,
): void {
  const command = program
    .command('master-key')
    .description('change the master key of personal values, in three steps beside running servers')
  command
    .command('new')
    .description('put a new master key into master.key of KEYS_DIR; nothing uses it yet')
    .action(async () => {
      const name = await keys.add()
      print(`Added ${name}. Copy master.key to every server, then run: xiaobao master-key use`)
    })
  command
    .command('use')
    .description('wrap every key by the newest master key; may be run again')
    .action(async () => print(usedText(await keys.use())))
  command
    .command('retire')
    .description('wrap what is left, and take the older master keys out of master.key')
    .action(async () => {
      const used = await keys.use()
      if (used.left > 0) throw new Error(usedText(used))
      const gone = await keys.retire()
      print(
        gone.length === 0
          ? 'There is no older master key.'
          : `Retired ${gone.join(', ')}. Take it out of master.key on every other server, and destroy its copies.`,
      )
    })
}

const usedText = ({ master, keys, left }: Rotated): string =>
  left > 0
    ? `${String(left)} keys are still under another master key than ${master}; run it again`
    : `Everything is under ${master}; ${String(keys)} keys were wrapped anew.`
