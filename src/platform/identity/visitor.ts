import type { Actor } from '../acts/index.ts'
import { officerRoles, permissionsOfRoles } from './roles.ts'

/** How surely somebody proved who they are: the levels of assurance of eIDAS (Regulation (EU) 910/2014, art. 8). */
export type Level = 'low' | 'substantial' | 'high'

export interface AnonymousVisitor {
  readonly kind: 'anonymous'
}

export interface PersonVisitor {
  readonly kind: 'person'
  readonly personId: string
  readonly name: string
  readonly level: Level
  /** The person represented in this session, while the mandate lasts (Ley 39/2015, art. 5). */
  readonly actsFor?: Mandate
}

export interface OfficerVisitor {
  readonly kind: 'officer'
  readonly officerId: string
  readonly name: string
  readonly roles: readonly string[]
  readonly offices: readonly string[]
  readonly level: Level
}

/** Who is at the other end of a request. */
export type Visitor = AnonymousVisitor | PersonVisitor | OfficerVisitor

/** A mandate in force: the person who may be represented, and for what. */
export interface Mandate {
  readonly personId: string
  readonly name: string
  /** `general`, `body` or `procedure` (Ley 39/2015, art. 6.4); the host's own word is kept. */
  readonly scope?: string
  /** Last day on which it holds, YYYY-MM-DD. */
  readonly until?: string
}

export const ANONYMOUS: AnonymousVisitor = { kind: 'anonymous' }

/** What the visitor may do: for an officer by their roles and `signed-in`, for everybody else by `citizen` or `anonymous`. */
export function permissionsOf(visitor: Visitor): ReadonlySet<string> {
  if (visitor.kind === 'officer')
    return permissionsOfRoles(['signed-in', ...visitor.roles.filter((role) => officerRoles().includes(role))])
  return permissionsOfRoles([visitor.kind === 'person' ? 'citizen' : 'anonymous'])
}

/** The visitor as the one who performs an act. */
export function actorOf(visitor: Visitor): Actor {
  const permissions = permissionsOf(visitor)
  if (visitor.kind === 'officer') {
    const { officerId, name, roles, offices } = visitor
    return { kind: 'officer', id: officerId, name, permissions, roles, offices }
  }
  if (visitor.kind === 'anonymous') return { kind: 'anonymous', id: '', name: '', permissions, roles: [], offices: [] }
  return {
    kind: 'person',
    id: visitor.personId,
    name: visitor.name,
    permissions,
    roles: [],
    offices: [],
    ...(visitor.actsFor && { actsFor: visitor.actsFor.personId }),
  }
}
