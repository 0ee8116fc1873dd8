import type { Visit } from './visit.ts'

/** What a browser may show by itself; everything else is saved, so that no file that somebody handed in acts as a page of ours. */
const SHOWN_BY_BROWSERS = new Set(['application/pdf', 'image/png', 'image/jpeg', 'image/webp'])

/** Answers with a file. Its type is the one found by content when it came in. */
export function sendFile({ reply }: Visit, file: { name: string; mediaType: string; content: Buffer }) {
  const how = SHOWN_BY_BROWSERS.has(file.mediaType) ? 'inline' : 'attachment'
  return reply
    .header('content-disposition', `${how}; filename*=UTF-8''${encodeURIComponent(file.name)}`)
    .header('cache-control', 'private, no-store')
    .type(file.mediaType)
    .send(file.content)
}
