/** An address that no page of ours has: what still points at it after parsing is a path of our own. */
const HERE = 'http://here.invalid'

/**
 * The path to go to after signing in, if it is one of this site; else the fallback.
 * `//evil.example`, `/\evil.example`, a scheme, control characters and the sign-in pages themselves are not.
 */
export function localPath(next: unknown, fallback = '/'): string {
  if (typeof next !== 'string' || next.length > 2000 || !/^\/(?![/\\])/.test(next)) return fallback
  if (hasControlCharacter(next) || next.includes('\\')) return fallback
  const url = URL.parse(next, HERE)
  if (!url || url.origin !== HERE || url.pathname.startsWith('//')) return fallback
  if (/^\/sign-(in|out)(\/|$)/.test(url.pathname)) return fallback
  return url.pathname + url.search + url.hash
}

/** Browsers drop tabs and line ends from addresses, so `/\t/evil.example` would become `//evil.example`. */
function hasControlCharacter(text: string): boolean {
  return [...text].some((character) => character < ' ' || character === '\u007f')
}
