// The mechanisms before and during a sale, walked at random; the others are in `walks-after.test.ts`, so
// that both halves run beside each other.

import { expect, it } from 'vitest'
import { MECHANISMS } from '../../engine/mechanisms/index.ts'
import { walkTests } from '../support/walk-tests.ts'
import { BEFORE_AND_DURING } from '../support/walk-halves.ts'

walkTests(MECHANISMS.filter(({ id }) => BEFORE_AND_DURING.has(id)))

it('every mechanism that is named here is there', () => {
  expect([...BEFORE_AND_DURING].filter((id) => !MECHANISMS.some((m) => m.id === id))).toEqual([])
})
