export { identityFrom, type ProvenIdentity } from './claims.ts'
export { DEMO_PASSWORD, type DemoAccount } from './demo-provider/accounts.ts'
export { forbidden, requireLevel, requireOfficer, requirePerson } from './guards.ts'
export type { IdentityOptions, IdentityPorts } from './house.ts'
export { identity } from './identity.ts'
export { localPath } from './next-path.ts'
export { PASSKEYS_PATH } from './passkeys/routes.ts'
export { Passkeys, PasskeysPage } from './passkeys/views.tsx'
export { allPermissions, officerRoles, permissionsOfRoles } from './roles.ts'
export { SESSION_COOKIE } from './sessions.ts'
export {
  ANONYMOUS,
  type AnonymousVisitor,
  actorOf,
  type Level,
  type Mandate,
  type OfficerVisitor,
  type PersonVisitor,
  permissionsOf,
  type Visitor,
} from './visitor.ts'
