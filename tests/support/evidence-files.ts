// Small files of every kind that is kept as evidence, and of some that are not.

import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'

export const sha256 = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex')

const ascii = (text: string) => Buffer.from(text, 'latin1')
const u32 = (n: number) => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(n)
  return bytes
}
const u16 = (n: number) => u32(n).subarray(0, 2)

/** A ZIP archive of stored files. */
function zip(files: Readonly<Record<string, string>>): Buffer<ArrayBuffer> {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const [name, content] of Object.entries(files)) {
    const body = Buffer.from(content)
    const about = [u16(20), u16(0), u16(0), u16(0), u16(0x21), u32(crc32(body))]
    const sizes = [u32(body.length), u32(body.length), u16(name.length), u16(0)]
    const local = Buffer.concat([ascii('PK\u0003\u0004'), ...about, ...sizes, ascii(name), body])
    directory.push(
      Buffer.concat([
        ascii('PK\u0001\u0002'),
        u16(20),
        ...about,
        ...sizes,
        u16(0),
        u16(0),
        u16(0),
        u32(0),
        u32(at),
        ascii(name),
      ]),
    )
    parts.push(local)
    at += local.length
  }
  const entries = Buffer.concat(directory)
  const n = u16(directory.length)
  const end = [ascii('PK\u0005\u0006'), u16(0), u16(0), n, n, u32(entries.length), u32(at), u16(0)]
  return Buffer.concat([...parts, entries, ...end])
}

const office = (kind: string, main: string) =>
  zip({
    '[Content_Types].xml':
      '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
      `<Override PartName="/${main}" ContentType="application/vnd.openxmlformats-officedocument.${kind}.main+xml"/></Types>`,
    '_rels/.rels': '<?xml version="1.0"?><Relationships/>',
    [main]: '<?xml version="1.0"?><document/>',
  })

export const PDF = ascii(
  '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
)
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const box = (brand: string) =>
  Buffer.concat([
    Buffer.from([0, 0, 0, 20]),
    ascii(`ftyp${brand}`),
    Buffer.alloc(8),
    Buffer.alloc(40),
  ])

/** One of each type that is kept, with the media type that a sender declares. */
export const KEPT = {
  PDF: [PDF, 'application/pdf'],
  PNG: [PNG, 'image/png'],
  JPEG: [
    Buffer.concat([Buffer.from('ffd8ffe000104a464946000101', 'hex'), Buffer.alloc(40)]),
    'image/jpeg',
  ],
  WEBP: [
    Buffer.concat([ascii('RIFF'), u32(40), ascii('WEBPVP8 '), Buffer.alloc(40)]),
    'image/webp',
  ],
  TIFF: [Buffer.concat([ascii('II*\0'), u32(8), u16(0), Buffer.alloc(40)]), 'image/tiff'],
  MP4: [box('isom'), 'video/mp4'],
  M4A: [box('M4A '), 'audio/x-m4a'],
  MP3: [Buffer.concat([Buffer.from('fffb9064', 'hex'), Buffer.alloc(600)]), 'audio/mpeg'],
  WAV: [Buffer.concat([ascii('RIFF'), u32(40), ascii('WAVEfmt '), Buffer.alloc(40)]), 'audio/wav'],
  TEXT: [Buffer.from('消费者来电记录\n2026-03-02 09:00\n'), 'text/plain'],
  CSV: [Buffer.from('项目,金额\n利息,12.00\n'), 'text/csv'],
  DOCX: [
    office('wordprocessingml.document', 'word/document.xml'),
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  ],
  XLSX: [
    office('spreadsheetml.sheet', 'xl/workbook.xml'),
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ],
} as const satisfies Readonly<Record<string, readonly [Buffer<ArrayBuffer>, string]>>

/** What is not kept, whatever it calls itself. */
export const NOT_KEPT: Readonly<Record<string, Buffer<ArrayBuffer>>> = {
  zip: zip({ 'a.txt': 'hello' }),
  'document with macros': zip({
    '[Content_Types].xml':
      '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>',
    'word/document.xml': '<document/>',
  }),
  program: Buffer.concat([ascii('\u007fELF'), Buffer.alloc(60)]),
  'program for Windows': Buffer.concat([ascii('MZ'), Buffer.alloc(60)]),
  gif: Buffer.concat([ascii('GIF89a'), Buffer.alloc(30)]),
  svg: Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
  'letters with a NUL': Buffer.from('abc\0def'),
  'no text in any known encoding': Buffer.from([0x61, 0x62, 0xff, 0xff, 0x63]),
  gzip: Buffer.concat([Buffer.from('1f8b0800', 'hex'), Buffer.alloc(30)]),
}
