/** What a file is, by its content. A name or a header says what somebody wants it to be. */
import { createReadStream } from 'node:fs'
import { fileTypeFromFile } from 'file-type'
import { typeOfMedia } from '../core/evidence.ts'
import type { EvidenceType } from '../core/evidence.ts'

/** Formats of which the first two letters are all that tells them, as text may begin too. */
const TWO_LETTERS: ReadonlySet<string> = new Set(['image/bmp', 'application/x-msdownload'])

/**
 * The type of a complete file; undefined for what is not kept. Text is what has no other mark and reads
 * as UTF-8 or GB 18030 without control characters; it is CSV where the sender says so, since nothing in
 * it could tell.
 */
export async function sniffed(
  path: string,
  declared: EvidenceType | undefined,
): Promise<EvidenceType | undefined> {
  const found = await marked(path)
  if (found !== undefined && !TWO_LETTERS.has(found)) {
    const type = typeOfMedia(found)
    // Recorders of sound alone write the general form, too.
    if (type === 'mp4' && declared === 'm4a') return 'm4a'
    return type === 'text' || type === 'csv' ? undefined : type
  }
  if (!(await isText(path))) return undefined
  return declared === 'csv' ? 'csv' : 'text'
}

/** The media type that the bytes themselves are marked with. */
async function marked(path: string): Promise<string | undefined> {
  try {
    return (await fileTypeFromFile(path))?.mime
  } catch {
    // Marked as something and broken off behind the mark: what it is cannot be told.
    return 'application/octet-stream'
  }
}

/** Everything below a space but tab, line feed, form feed and carriage return; and DEL. */
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b\u000e-\u001f\u007f]/

async function isText(path: string): Promise<boolean> {
  let readings = ['utf-8', 'gb18030'].map((label) => new TextDecoder(label, { fatal: true }))
  const read = (bytes: Uint8Array | undefined) => {
    readings = readings.filter((decoder) => {
      try {
        const text = bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode()
        return !CONTROL.test(text)
      } catch {
        return false
      }
    })
  }
  for await (const chunk of createReadStream(path)) {
    read(chunk as Buffer)
    if (readings.length === 0) return false
  }
  read(undefined)
  return readings.length > 0
}
