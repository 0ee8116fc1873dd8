import type { FastifyRequest } from 'fastify'

/**
 * The origin at which the visitor sees this site, for the addresses handed to an identity service.
 * The name in the request counts only when it is the configured one, a town's label under it
 * (`vilamar.localhost`), or another name of the same loopback: a forged Host header leads nowhere.
 */
export function publicOrigin(request: Pick<FastifyRequest, 'host'>, baseUrl: string): string {
  const base = new URL(baseUrl)
  const asked = URL.parse(`${base.protocol}//${request.host}`)
  if (!asked || asked.username || asked.pathname !== '/') return base.origin
  return isOurs(asked, base) ? asked.origin : base.origin
}

/** Whether an address given to the identity service for coming back is at this site. */
export function isOurOrigin(origin: string, baseUrl: string): boolean {
  const [asked, base] = [URL.parse(origin), new URL(baseUrl)]
  return asked !== null && asked.protocol === base.protocol && isOurs(asked, base)
}

/** Whether a site is seen by this machine alone. */
export function isPrivate(baseUrl: string): boolean {
  return isLoopback(new URL(baseUrl).hostname)
}

function isOurs(asked: URL, base: URL): boolean {
  if (isLoopback(asked.hostname) && isLoopback(base.hostname)) return true
  return asked.port === base.port && (asked.hostname === base.hostname || isLabelUnder(asked.hostname, base.hostname))
}

function isLabelUnder(host: string, base: string): boolean {
  return host.endsWith(`.${base}`) && /^[a-z0-9-]+$/.test(host.slice(0, -base.length - 1))
}

/** `localhost` and all names under it are the machine itself (RFC 6761, section 6.3). */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host === '127.0.0.1' || host === '[::1]'
}
