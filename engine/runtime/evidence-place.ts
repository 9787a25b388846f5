/** Where the files of evidence lie, as plain data that a thread can be given; and the store there. */
import { s3Store } from './evidence-s3.ts'
import type { S3Options } from './evidence-s3.ts'
import { folderStore } from './evidence-store.ts'
import type { EvidenceStore } from './evidence-store.ts'

export type EvidencePlace = { readonly folder: string } | { readonly s3: S3Options }

export const storeAt = (place: EvidencePlace): EvidenceStore =>
  's3' in place ? s3Store(place.s3) : folderStore(place.folder)
