import type { X509Certificate } from 'node:crypto'
import { oneLine } from './certificate.ts'

/**
 * What is wrong with the path from a certificate to a trusted root, at an instant (now, when none is stated); empty when nothing
 * is. Each certificate that came along must be on the path, so that nothing travels unchecked.
 */
export function trustFaults(
  certificate: X509Certificate,
  along: readonly X509Certificate[],
  roots: readonly X509Certificate[],
  at: Date,
): string[] {
  const path = pathFrom(certificate, along, roots)
  const faults: string[] = []
  const top = path.at(-1)
  if (!top || !roots.some((root) => root.raw.equals(top.raw)))
    faults.push('the certificate is not from a trusted authority')
  if (along.some((one) => !path.includes(one) && !path.some((other) => other.raw.equals(one.raw)))) {
    faults.push('a certificate came along that has no part in the signature')
  }
  for (const one of path) {
    if (at < new Date(one.validFrom) || at > new Date(one.validTo))
      faults.push(`the certificate was not valid then: ${oneLine(one.subject)}`)
  }
  return faults
}

/** Up from a certificate, by verified signatures, as far as authorities are known; ten steps are more than any has. */
function pathFrom(
  certificate: X509Certificate,
  along: readonly X509Certificate[],
  roots: readonly X509Certificate[],
): X509Certificate[] {
  const path = [certificate]
  for (let last = certificate; path.length < 10; ) {
    if (roots.some((root) => root.raw.equals(last.raw))) break
    const issuer = [...roots, ...along].find((one) => one !== last && issued(last, one))
    if (!issuer) break
    path.push(issuer)
    last = issuer
  }
  return path
}

function issued(certificate: X509Certificate, issuer: X509Certificate): boolean {
  return issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey)
}
