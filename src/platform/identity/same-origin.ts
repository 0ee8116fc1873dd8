import type { FastifyRequest } from 'fastify'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A door for other sites (a public API, a payment service that comes back with a POST): nobody is signed in there. */
    crossSite?: boolean
  }
}

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Whether a request that changes something may have been sent by a page of another site in the visitor's name.
 * The browser itself says so: `Sec-Fetch-Site`, or `Origin` where it is too old or the connection is plain HTTP.
 * Who sends neither is no browser; it is let through only when it brings no session to misuse.
 */
export function isForgeable(
  request: Pick<FastifyRequest, 'method' | 'headers' | 'host'>,
  hasSession: boolean,
): boolean {
  if (SAFE_METHODS.has(request.method)) return false
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) return site !== 'same-origin' && site !== 'none'
  const origin = request.headers.origin
  if (origin !== undefined) return URL.parse(origin)?.host !== request.host
  return hasSession
}
