// An object store in memory, on loopback, that takes nothing but rightly signed requests: the signature is
// computed here anew (AWS Signature Version 4), by other code than that of the client.

import { createHash, createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface S3Stub {
  readonly url: string
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  /** By path, from the bucket on. */
  readonly objects: Map<string, Buffer>
  /** Requests that were turned away. */
  readonly refused: string[]
  close(): Promise<void>
}

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex')
const hmac = (key: string | Buffer, data: string) => createHmac('sha256', key).update(data).digest()

function isSigned({ method, url, headers }: IncomingMessage, secret: string): boolean {
  const [, scope = '', names = '', given = ''] =
    /^AWS4-HMAC-SHA256 Credential=[^/]+\/([^,]+), SignedHeaders=([^,]+), Signature=(\w+)$/.exec(
      headers.authorization ?? '',
    ) ?? []
  const lines = names.split(';').map((name) => `${name}:${String(headers[name])}\n`)
  const content = String(headers['x-amz-content-sha256'])
  const canonical = [method, url, '', lines.join(''), names, content].join('\n')
  const toSign = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, sha256(canonical)].join('\n')
  const key = scope.split('/').reduce<string | Buffer>(hmac, `AWS4${secret}`)
  return names.includes('host') && hmac(key, toSign).toString('hex') === given
}

export async function s3Stub(): Promise<S3Stub> {
  const objects = new Map<string, Buffer>()
  const refused: string[] = []
  const secretAccessKey = 'a secret of the tests'
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      const body = Buffer.concat(chunks)
      const end = (status: number, more: Record<string, string | number> = {}, bytes?: Buffer) => {
        response.writeHead(status, more)
        response.end(bytes)
      }
      const whole = sha256(body) === headers['x-amz-content-sha256']
      const counted = method !== 'PUT' || Number(headers['content-length']) === body.length
      if (!isSigned(request, secretAccessKey) || !whole || !counted) {
        refused.push(`${method} ${url}`)
        return end(403)
      }
      if (method === 'PUT') objects.set(url, body)
      if (method === 'DELETE') objects.delete(url)
      if (method === 'PUT' || method === 'DELETE') return end(method === 'PUT' ? 200 : 204)
      const found = objects.get(url)
      if (!found) return end(404)
      const about = { etag: `"${sha256(found).slice(0, 32)}"`, 'content-length': found.length }
      end(200, about, method === 'GET' ? found : undefined)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${String(port)}/bucket/evidence`,
    region: 'cn-north-1',
    accessKeyId: 'tests',
    secretAccessKey,
    objects,
    refused,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
