/** Where the files of evidence lie. */
import path from 'node:path'
import type { EvidencePlace } from '../engine/runtime/evidence-place.ts'
import type { Config } from './config.ts'

/** What comes in lies in the data folder, wherever the files are kept in the end. */
export const evidenceFolder = ({ dataDir }: Pick<Config, 'dataDir'>): string =>
  path.join(dataDir, 'evidence')

/** Where the files are kept in the end. */
export const evidencePlaceOf = (config: Pick<Config, 'dataDir' | 'evidence'>): EvidencePlace =>
  config.evidence?.s3 ? { s3: config.evidence.s3 } : { folder: evidenceFolder(config) }
