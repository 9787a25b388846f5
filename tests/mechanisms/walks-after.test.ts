// The mechanisms after a sale and those of governance, walked at random.

import { MECHANISMS } from '../../engine/mechanisms/index.ts'
import { walkTests } from '../support/walk-tests.ts'
import { BEFORE_AND_DURING } from '../support/walk-halves.ts'

walkTests(MECHANISMS.filter(({ id }) => !BEFORE_AND_DURING.has(id)))
