import { createHash } from 'node:crypto'
import { AwsClient } from 'aws4fetch'
import { type FileStore, readWhole, verified } from './content.ts'

/**
 * Files in a bucket that speaks S3: `s3://KEY:SECRET@bucket/prefix?endpoint=https://…&region=…`.
 * The same rule as in a folder: the name is the hash, and what is read is checked against it.
 */
export function s3Store(address: string, send: typeof fetch = fetch): FileStore {
  const { client, urlOf } = connect(address)
  const ask = async (method: string, hash: string, body?: Buffer) => {
    const signed = await client.sign(urlOf(hash), {
      method,
      ...(body && {
        body: new Uint8Array(body),
        headers: { 'x-amz-content-sha256': createHash('sha256').update(body).digest('hex') },
      }),
    })
    return await send(signed)
  }
  return {
    async put(content, { limit = Number.POSITIVE_INFINITY } = {}) {
      const { content: bytes, hash, size } = await readWhole(content, limit)
      const response = await ask('PUT', hash, bytes)
      if (!response.ok)
        throw new Error(`the file store did not keep ${hash}: ${response.status} ${await response.text()}`)
      return { hash, size }
    },
    async get(hash) {
      const response = await ask('GET', hash)
      if (!response.ok) throw new Error(`the file store does not give ${hash}: ${response.status}`)
      return verified(Buffer.from(await response.arrayBuffer()), hash)
    },
    async has(hash) {
      const { status } = await ask('HEAD', hash)
      if (status === 404) return false
      if (status === 200) return true
      throw new Error(`the file store cannot say whether it has ${hash}: ${status}`)
    },
  }
}

function connect(address: string) {
  const url = new URL(address)
  const endpoint = url.searchParams.get('endpoint')
  if (!url.username || !url.password || !endpoint) {
    throw new Error('FILES_URL must be like s3://KEY:SECRET@bucket/prefix?endpoint=https://host&region=name')
  }
  const client = new AwsClient({
    accessKeyId: decodeURIComponent(url.username),
    secretAccessKey: decodeURIComponent(url.password),
    service: 's3',
    region: url.searchParams.get('region') ?? 'us-east-1',
  })
  const base = `${endpoint.replace(/\/$/, '')}/${url.hostname}${url.pathname.replace(/\/$/, '')}`
  return { client, urlOf: (hash: string) => `${base}/${hash.slice(0, 2)}/${hash}` }
}
