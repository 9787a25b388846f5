/**
 * Files of evidence in an S3-compatible object store, addressed by path. Every request is signed
 * (Signature Version 4) with the hash of its content, so that nothing can be put in the place of a file on
 * the way; files are streamed from and to the disk.
 */
import { createReadStream } from 'node:fs'
import http from 'node:http'
import https from 'node:https'
import type { IncomingMessage } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { AwsV4Signer } from 'aws4fetch'
import { StoreUnreachable } from './evidence.ts'
import type { EvidenceKey } from './evidence.ts'
import { placeOf } from './evidence-store.ts'
import type { EvidenceStore } from './evidence-store.ts'

export interface S3Options {
  /** `https://host/bucket` or `https://host/bucket/prefix`. */
  readonly url: string
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

/** SHA-256 of no content. */
const NOTHING = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
/** Without a byte for so long the store counts as out of reach. */
const SILENT_MS = 60_000

interface Ask {
  readonly method: 'PUT' | 'GET' | 'HEAD' | 'DELETE'
  readonly key: EvidenceKey
  /** A file with its size; its hash is that of the key. */
  readonly file?: { readonly path: string; readonly size: number }
}

export function s3Store(options: S3Options): EvidenceStore {
  return {
    async put(key, file) {
      const answer = await ask(options, { method: 'PUT', key, file })
      answer.resume()
      expectDone(answer, 'PUT')
    },
    async look(key) {
      const answer = await ask(options, { method: 'HEAD', key })
      answer.resume()
      if (answer.statusCode === 404) return undefined
      expectDone(answer, 'HEAD')
      const { etag = '', 'last-modified': modified = '', 'content-length': size } = answer.headers
      return { size: Number(size ?? 0), mark: `${etag} ${modified} ${size ?? ''}` }
    },
    async open(key) {
      const answer = await ask(options, { method: 'GET', key })
      if (answer.statusCode === 200) return answer
      answer.resume()
      if (answer.statusCode === 404) return undefined
      return expectDone(answer, 'GET')
    },
    async remove(key) {
      const answer = await ask(options, { method: 'DELETE', key })
      answer.resume()
      if (answer.statusCode !== 404) expectDone(answer, 'DELETE')
    },
  }
}

/** What the store says of a refusal may hold keys and names: only the status is told. */
function expectDone({ statusCode = 0 }: IncomingMessage, method: string): undefined {
  if (statusCode < 200 || statusCode > 299)
    throw new StoreUnreachable(`the evidence store answered ${method} with ${statusCode}`)
}

async function ask(options: S3Options, { method, key, file }: Ask): Promise<IncomingMessage> {
  const { url, region, accessKeyId, secretAccessKey } = options
  const signer = new AwsV4Signer({
    method,
    url: `${url.replace(/\/$/, '')}/${placeOf(key)}`,
    headers: { 'x-amz-content-sha256': file ? key.hash : NOTHING },
    accessKeyId,
    secretAccessKey,
    region,
    service: 's3',
  })
  const signed = await signer.sign()
  const headers: Record<string, string | number> = Object.fromEntries(signed.headers)
  if (file) headers['content-length'] = file.size
  const { request } = signed.url.protocol === 'https:' ? https : http
  const asked = request(signed.url, { method, headers })
  asked.setTimeout(SILENT_MS, () => asked.destroy(new Error('the store is silent')))
  const answer = new Promise<IncomingMessage>((resolve, reject) => {
    asked.once('response', resolve)
    asked.on('error', reject)
  })
  try {
    const sent = file ? pipeline(createReadStream(file.path), asked) : asked.end()
    // A store that refuses early closes its side while we still send: its answer says more.
    const [answered] = await Promise.all([answer, Promise.resolve(sent).catch(() => answer)])
    return answered
  } catch (error) {
    throw new StoreUnreachable('the evidence store cannot be reached', { cause: error })
  }
}
