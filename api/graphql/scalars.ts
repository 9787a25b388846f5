/** Scalars. All carry strings or numbers as they stand in canonical JSON; none makes a Date of its input. */
import * as z from 'zod'
import type { Day, Instant } from '../../engine/core/values.ts'
import { badUserInput } from '../errors.ts'
import { UploadedFile } from '../evidence-multipart.ts'
import type { Builder } from './builder.ts'

const day = z.iso.date()
const offset = z.iso.datetime({ offset: true })

const parseDay = (value: unknown): Day => {
  const parsed = day.safeParse(value)
  if (!parsed.success) throw badUserInput('Date: not a day that exists, as 2026-11-23')
  return parsed.data as Day
}
/** Any offset comes in; the engine knows only UTC with milliseconds. */
const parseInstant = (value: unknown): Instant => {
  const parsed = offset.safeParse(value)
  const at = new Date(parsed.success ? parsed.data : NaN)
  if (Number.isNaN(at.getTime()) || at.getUTCFullYear() > 9999)
    throw badUserInput('DateTime: not an instant that exists, as 2026-11-23T08:00:00.000Z')
  return at.toISOString() as Instant
}
const parsePosition = (value: unknown): number => {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0)
    throw badUserInput('Position: not a whole number from 0 to 2^53 - 1')
  return value
}

export function scalars(b: Builder): void {
  b.scalarType('Date', {
    description: '日期 · A calendar day in the zone of the institution, `2026-11-23`',
    serialize: (value) => value,
    parseValue: parseDay,
  })
  b.scalarType('DateTime', {
    description:
      '时刻 · An instant; goes out in UTC with milliseconds, `2026-11-23T08:00:00.000Z`, and comes in with any offset',
    serialize: (value) => (value instanceof Date ? value.toISOString() : value),
    parseValue: parseInstant,
  })
  b.scalarType('Position', {
    description: '序位 · The gapless number of an entry in the trail of its institution, from 1',
    serialize: (value) => Number(value),
    parseValue: parsePosition,
  })
  b.scalarType('JSON', {
    description: '任意 JSON，仅作输出 · Any JSON; only in answers',
    serialize: (value) => value,
    parseValue: () => {
      throw badUserInput('JSON is only in answers')
    },
  })
  b.scalarType('Upload', {
    description:
      '文件，以 GraphQL multipart 请求上传 · A file, sent by a GraphQL multipart request; only in variables',
    serialize: () => null as never,
    parseValue: (value) => {
      if (!(value instanceof UploadedFile))
        throw badUserInput('Upload: send the file by a multipart request and name it in `map`')
      return value
    },
  })
}
