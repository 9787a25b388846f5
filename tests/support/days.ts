/** Days and instants for tests of legal time. */
import * as fc from 'fast-check'
import { addDays, calendarOf } from '../../engine/core/calendar.ts'
import type { Day, Effective, Instant } from '../../engine/core/values.ts'

export const day = (d: string) => d as Day
export const instant = (i: string) => i as Instant
export const on = (d: string): Effective => ({ on: day(d) })
export const shanghai = calendarOf('Asia/Shanghai')

export const ZONES = [
  'Asia/Shanghai',
  'Europe/Berlin',
  'America/New_York',
  'America/Sao_Paulo',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'UTC',
]
export const anyDay = fc
  .integer({ min: -25_567, max: 376_200 })
  .map((n) => addDays(day('1970-01-01'), n))
