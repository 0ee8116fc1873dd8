/**
 * The type of a file by its content, never by its name: a program renamed to `plan.pdf` is not a plan.
 * Only the types that procedures accept are known; everything else is `undefined`.
 */
export function mediaTypeOf(content: Uint8Array): string | undefined {
  return SIGNATURES.find(({ matches }) => matches(content))?.type
}

const SIGNATURES: readonly { type: string; matches: (content: Uint8Array) => boolean }[] = [
  { type: 'application/pdf', matches: (content) => startsWith(content, '%PDF-') },
  { type: 'image/png', matches: (content) => startsWith(content, '\x89PNG\r\n\x1a\n') },
  { type: 'image/jpeg', matches: (content) => startsWith(content, '\xff\xd8\xff') },
  { type: 'image/webp', matches: (content) => startsWith(content, 'RIFF') && startsWith(content, 'WEBP', 8) },
  { type: 'image/heic', matches: (content) => startsWith(content, 'ftyphei', 4) || startsWith(content, 'ftypmif1', 4) },
  { type: 'image/tiff', matches: (content) => startsWith(content, 'II*\0') || startsWith(content, 'MM\0*') },
  {
    type: 'application/vnd.oasis.opendocument.text',
    matches: (content) => holdsInZip(content, 'mimetypeapplication/vnd.oasis.opendocument.text'),
  },
  {
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    matches: (content) => startsWith(content, 'PK') && includes(content, 'word/'),
  },
  { type: 'application/zip', matches: (content) => startsWith(content, 'PK\x03\x04') },
  { type: 'text/plain', matches: isPlainText },
]

function startsWith(content: Uint8Array, text: string, at = 0): boolean {
  return text.split('').every((letter, index) => content[at + index] === letter.charCodeAt(0))
}

function holdsInZip(content: Uint8Array, text: string): boolean {
  return startsWith(content, 'PK') && startsWith(content, text, 30)
}

function includes(content: Uint8Array, text: string): boolean {
  return Buffer.from(content.buffer, content.byteOffset, Math.min(content.byteLength, 65_536)).includes(text)
}

/** UTF-8 without control characters in its first 64 kB. */
function isPlainText(content: Uint8Array): boolean {
  if (content.length === 0) return false
  const beginning = content.subarray(0, 65_536)
  if (beginning.some((byte) => byte < 9 || (byte > 13 && byte < 32))) return false
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(beginning, { stream: true })
    return true
  } catch {
    return false
  }
}

/** Whether a kind of file is among those that a field takes (`image/*` takes every picture). */
export function isAccepted(accept: readonly string[], type: string): boolean {
  return accept.some((wanted) => (wanted.endsWith('/*') ? type.startsWith(wanted.slice(0, -1)) : type === wanted))
}
