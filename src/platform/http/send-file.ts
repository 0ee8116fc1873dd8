import type { FastifyReply } from 'fastify'

/** What a browser may show by itself; everything else is saved, so that no file that somebody handed in acts as a page of ours. */
const SHOWN_BY_BROWSERS = new Set(['application/pdf', 'image/png', 'image/jpeg', 'image/webp'])

const NOTHING_BUT_ITSELF = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

/**
 * Answers with a file to be read or saved, for whoever asked alone. Its type must be the one found by content when it came in; the
 * browser is told not to guess another, and to let it do nothing. A PDF goes without the sandbox, in which Chromium shows none.
 */
export function sendFile(
  { reply }: { readonly reply: FastifyReply },
  { name, mediaType, content }: { readonly name: string; readonly mediaType: string; readonly content: Buffer },
): FastifyReply {
  const how = SHOWN_BY_BROWSERS.has(mediaType) ? 'inline' : 'attachment'
  if (mediaType !== 'application/pdf') reply.header('content-security-policy', NOTHING_BUT_ITSELF)
  return reply
    .header('content-disposition', `${how}; filename*=UTF-8''${encodeURIComponent(name)}`)
    .header('cache-control', 'private, no-store')
    .type(mediaType)
    .send(content)
}
