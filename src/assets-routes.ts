import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { pageContext } from './error-pages.tsx'
import type { Platform } from './platform/platform.ts'
import { type Asset, assets, themeAsset } from './ui/index.ts'

/** Serves the design system's files, its gallery, and each town's colours. With their version in the address they may be kept for a year. */
export function registerAssets(server: FastifyInstance, platform: Platform): void {
  server.get('/assets/*', async (request, reply) => {
    const path = request.url.split('?')[0] ?? ''
    const asset = assets.get(path) ?? (await theme(platform, path))
    return asset ? send(request, reply, asset) : reply.callNotFound()
  })
  server.get('/gallery', async (request, reply) => {
    const { galleryPage } = await import('./ui/gallery/gallery-page.tsx')
    return reply.page(galleryPage(pageContext(request)))
  })
}

async function theme(platform: Platform, path: string): Promise<Asset | undefined> {
  const slug = /^\/assets\/theme\/([a-z0-9-]+)\.css$/.exec(path)?.[1]
  const town = slug === undefined ? undefined : await platform.municipalities.bySlug(slug)
  return town && themeAsset(town.slug, town.settings)
}

function send(request: FastifyRequest, reply: FastifyReply, asset: Asset): FastifyReply {
  const tag = `"${asset.version}"`
  const isVersioned = request.url.includes('?v=')
  reply
    .header('etag', tag)
    .header('vary', 'accept-encoding')
    .header('cache-control', isVersioned ? 'public, max-age=31536000, immutable' : 'public, max-age=300')
    .type(asset.type)
  if (request.headers['if-none-match'] === tag) return reply.code(304).send()
  const mayGzip = (request.headers['accept-encoding'] ?? '').includes('gzip')
  return mayGzip && asset.gzip ? reply.header('content-encoding', 'gzip').send(asset.gzip) : reply.send(asset.body)
}
