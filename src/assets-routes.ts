import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Platform } from './platform/platform.ts'
import { type Asset, assets, themeAsset } from './ui/index.ts'

/** Serves the design system's files, and each town's colours. With their version in the address they may be kept for a year. */
export function registerAssets(server: FastifyInstance, platform: Platform): void {
  server.get('/assets/*', async (request, reply) => {
    const path = request.url.split('?')[0] ?? ''
    const asset = assets.get(path) ?? (await theme(platform, path))
    return asset
      ? send(reply, asset, request.headers['if-none-match'], request.url.includes('?v='))
      : reply.callNotFound()
  })
}

async function theme(platform: Platform, path: string): Promise<Asset | undefined> {
  const slug = /^\/assets\/theme\/([a-z0-9-]+)\.css$/.exec(path)?.[1]
  const town = slug === undefined ? undefined : await platform.municipalities.bySlug(slug)
  return town && themeAsset(town.slug, town.settings)
}

function send(reply: FastifyReply, asset: Asset, known: string | undefined, isVersioned: boolean): FastifyReply {
  const tag = `"${asset.version}"`
  reply
    .header('etag', tag)
    .header('cache-control', isVersioned ? 'public, max-age=31536000, immutable' : 'public, max-age=300')
  return known === tag ? reply.code(304).send() : reply.type(asset.type).send(asset.body)
}
