// Every way of every chart with the rules that guard it, and every separation, printed with their articles:
// what is taken away from a chart is missed here.

import { expect, it } from 'vitest'
import { MECHANISMS } from '../../engine/mechanisms/index.ts'
import { waysOf } from '../support/ways.ts'

it.each(MECHANISMS)('prints the ways of $id', async (m) => {
  await expect(waysOf(m)).toMatchFileSnapshot(`ways/${m.id}.md`)
})
