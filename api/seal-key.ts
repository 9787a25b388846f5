/** The first key of each trail, entered where none is; what rotates it later is a command of management. */
import type { Uuid } from '../engine/core/values.ts'
import type { Engine } from '../engine/runtime/engine.ts'
import type { Reads } from '../engine/runtime/reader.ts'
import type { KeyRing } from '../engine/runtime/keyring.ts'

interface Parts {
  readonly engine: Engine
  readonly readsOf: (institution: Uuid) => Reads
  readonly keys: KeyRing
  /** The name of the house, under which each institution has a trail of its own. */
  readonly trailName: string
}

/** The name of the trail of an institution: the origin of its heads, and of the keys that sign them. */
export const originOf = (trailName: string, institution: Uuid): string =>
  `${trailName}/${institution}`

/** Enters a key for every institution whose trail nobody signs yet. Sending it again does nothing new. */
export async function enterSealKeys(parts: Parts, institutions: readonly Uuid[]): Promise<void> {
  const { engine, readsOf, keys, trailName } = parts
  for (const institution of institutions) {
    const house = await readsOf(institution).process.findFirst({
      where: { institution, mechanism: 'G01' },
      select: { id: true, context: true },
    })
    const known = (house?.context as { readonly sealKeys?: readonly string[] } | null)?.sealKeys
    if (!house || (known?.length ?? 0) > 0) continue
    const name = originOf(trailName, institution)
    const held = (await keys.all()).find((key) => key.name === name)
    const { vkey } = held ?? (await keys.create(name))
    await engine.execute(institution, [
      {
        asker: { system: 'keeper' },
        via: 'engine',
        request: 'seal-key',
        mechanism: 'G01',
        process: house.id,
        event: 'enterSealKey',
        payload: { key: vkey },
      },
    ])
  }
}
