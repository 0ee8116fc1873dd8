import { randomUUID } from 'node:crypto'
import { localDate } from './core/deadlines/index.ts'
import { castAccounts } from './demonstration/cast.ts'
import { findOfficer, findOfficerBySubject, findPerson, mandatesOf, recognisePerson } from './modules/people/index.ts'
import { type Actor, runAct } from './platform/acts/index.ts'
import type { IdentityPorts, ProvenIdentity } from './platform/identity/index.ts'
import type { OpenPlatform } from './platform/open.ts'

/** Who people and officers are, for those who sign in: the answers of the module people. */
export function directory(platform: OpenPlatform): IdentityPorts {
  const { db, municipalities } = platform
  return {
    accounts: async () => castAccounts(),
    person: (municipalityId, personId) => db.within(municipalityId, (q) => findPerson(q, personId), { readOnly: true }),
    async officer(municipalityId, officerId) {
      const officer = await db.within(municipalityId, (q) => findOfficer(q, officerId), { readOnly: true })
      return officer?.active ? officer : undefined
    },
    async mandatesOf(municipalityId, personId) {
      const municipality = await municipalities.byId(municipalityId)
      const today = localDate(platform.now(), municipality?.zone ?? 'UTC')
      const held = await db.within(municipalityId, (q) => mandatesOf(q, personId, today), { readOnly: true })
      return held.map(({ grantorId, grantorName, scope, until }) => ({
        personId: grantorId,
        name: grantorName,
        scope,
        until,
      }))
    },
    findPerson: (municipalityId, identity) => personBehind(platform, municipalityId, identity),
    async findOfficer(municipalityId, { subject }) {
      const found = await db.within(municipalityId, (q) => findOfficerBySubject(q, subject), { readOnly: true })
      return found?.officerId
    },
  }
}

/** Finds whoever was proved, or enters them on their first visit. */
async function personBehind(
  platform: OpenPlatform,
  municipalityId: number,
  identity: ProvenIdentity,
): Promise<string | undefined> {
  const municipality = await platform.municipalities.byId(municipalityId)
  if (!municipality) return undefined
  const outcome = await runAct(platform, recognisePerson, {
    municipality,
    actor: SIGN_IN,
    channel: 'web',
    key: `sign-in:${randomUUID()}`,
    input: {
      // A service's name for somebody is unique only together with the service.
      subject: `${identity.issuer}#${identity.subject}`,
      ...(identity.fiscalNumber !== undefined && { identityNumber: identity.fiscalNumber }),
      givenName: identity.givenName,
      familyName: identity.familyName,
      ...(identity.birthDate !== undefined && { birthDate: identity.birthDate }),
      ...(identity.email !== undefined && { email: identity.email }),
    },
  })
  return outcome.ok ? outcome.result.personId : undefined
}

const SIGN_IN: Actor = {
  kind: 'system',
  id: 'sign-in',
  name: 'sign-in',
  permissions: new Set(['person.recognise']),
  roles: [],
  offices: [],
}
