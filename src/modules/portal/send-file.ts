import type { Visit } from './visit.ts'

/** What a browser may show by itself; everything else is saved, so that no uploaded file acts as a page of ours. */
const SHOWN_BY_BROWSERS = new Set(['application/pdf', 'image/png', 'image/jpeg', 'image/webp'])

/** Answers with a file. Its type is the one found by content when it came in, and the browser is told not to guess another. */
export function sendFile(visit: Visit, file: { name: string; mediaType: string; content: Buffer }) {
  const how = SHOWN_BY_BROWSERS.has(file.mediaType) ? 'inline' : 'attachment'
  return visit.reply
    .header('content-disposition', `${how}; filename*=UTF-8''${encodeURIComponent(file.name)}`)
    .header('cache-control', 'private, no-store')
    .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
    .type(file.mediaType)
    .send(file.content)
}
