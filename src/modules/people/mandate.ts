/** A representation, as registered (Ley 39/2015, art. 5 and 6). */
export interface Mandate {
  readonly mandateId: string
  readonly grantorId: string
  readonly grantorName: string
  readonly representativeId: string
  readonly representativeName: string
  readonly scope: 'general' | 'body' | 'procedure'
  readonly body: string | null
  readonly procedure: string | null
  readonly since: string
  /** The last day on which it holds. */
  readonly until: string
  readonly proof: string
  readonly revokedAt: string | null
}

/** Whether the mandate holds on a day. */
export function inForce(mandate: Pick<Mandate, 'since' | 'until' | 'revokedAt'>, on: string): boolean {
  return mandate.revokedAt === null && mandate.since <= on && on <= mandate.until
}

/** Whether the mandate is enough for a procedure that a body (an office) decides. */
export function covers(
  mandate: Pick<Mandate, 'scope' | 'body' | 'procedure'>,
  { procedure, body }: { procedure: string; body: string },
): boolean {
  if (mandate.scope === 'general') return true
  return mandate.scope === 'body' ? mandate.body === body : mandate.procedure === procedure
}

/** The last day that a mandate may hold: five years (Ley 39/2015, art. 6.6). */
export function latestEnd(since: string): string {
  // Compared as text with real dates, so 29 February needs no care: the 28th comes before it and 1 March after.
  return `${Number(since.slice(0, 4)) + 5}${since.slice(4)}`
}
