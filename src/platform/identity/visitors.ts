import type { Sessions } from './sessions.ts'
import type { SessionRow } from './store.ts'
import { ANONYMOUS, type Mandate, type OfficerVisitor, type PersonVisitor, type Visitor } from './visitor.ts'

/** What the keeper of people and officers answers. */
export interface Directory {
  person(municipalityId: number, personId: string): Promise<{ personId: string; name: string } | undefined>
  /** `undefined` for an officer who no longer works here: their sessions open nothing from then on. */
  officer(
    municipalityId: number,
    officerId: string,
  ): Promise<{ officerId: string; name: string; roles: readonly string[]; offices: readonly string[] } | undefined>
  /** The mandates in force today in which this person represents somebody. */
  mandatesOf(municipalityId: number, personId: string): Promise<readonly Mandate[]>
}

/** For how long an answer is used again: roles withdrawn, and sessions ended in another process, take effect within it. */
const KEEP = 5_000
const MOST_KEPT = 10_000

export interface Visitors {
  /** Who holds this token here and now; anonymous when nobody does. */
  visitorOf(municipalityId: number, token: string): Promise<Visitor>
  /** Forgets what is kept about a token, so that its end or change is seen at once. */
  forget(municipalityId: number, token: string): void
  /** Forgets everything that is kept. */
  forgetAll(): void
}

/** Finds visitors by their session, remembering each for some seconds so that a page with its parts asks once. */
export function visitorsOf(sessions: Sessions, directory: Directory, now: () => string): Visitors {
  const kept = new Map<string, { visitor: Visitor; until: number }>()
  return {
    async visitorOf(municipalityId, token) {
      const key = `${municipalityId} ${token}`
      const known = kept.get(key)
      if (known && known.until > Date.parse(now())) return known.visitor
      kept.delete(key)
      const session = await sessions.find(municipalityId, token)
      const visitor = session ? await visitorBehind(session, municipalityId, directory) : ANONYMOUS
      if (visitor.kind === 'anonymous') return visitor
      kept.set(key, { visitor, until: Date.parse(now()) + KEEP })
      if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value as string)
      return visitor
    },
    forget: (municipalityId, token) => void kept.delete(`${municipalityId} ${token}`),
    forgetAll: () => kept.clear(),
  }
}

async function visitorBehind(session: SessionRow, municipalityId: number, directory: Directory): Promise<Visitor> {
  if (session.personId !== null) return await personBehind(session, session.personId, municipalityId, directory)
  const officer = await directory.officer(municipalityId, session.officerId ?? '')
  if (!officer) return ANONYMOUS
  const { officerId, name, roles, offices } = officer
  return { kind: 'officer', officerId, name, roles, offices, level: session.level } satisfies OfficerVisitor
}

async function personBehind(
  session: SessionRow,
  personId: string,
  municipalityId: number,
  directory: Directory,
): Promise<Visitor> {
  const person = await directory.person(municipalityId, personId)
  if (!person) return ANONYMOUS
  const visitor: PersonVisitor = { kind: 'person', personId, name: person.name, level: session.level }
  if (session.actsFor === null) return visitor
  // Looked up each time: a mandate that was revoked or has run out represents nobody.
  const mandates = await directory.mandatesOf(municipalityId, personId)
  const actsFor = mandates.find((mandate) => mandate.personId === session.actsFor)
  return actsFor ? { ...visitor, actsFor } : visitor
}
