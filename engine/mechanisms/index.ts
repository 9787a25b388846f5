/** The registry: every mechanism that is in force. Adding one takes its file and one line here. */
import type { Mechanism } from '../core/mechanism.ts'
import { institution } from './institution/index.ts'

export const MECHANISMS: readonly Mechanism[] = [institution]
