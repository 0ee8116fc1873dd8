import { type Queries, sql } from '../database/index.ts'
import type { Level } from './visitor.ts'

/** A row of `session`. */
export interface SessionRow {
  readonly kind: 'person' | 'officer'
  readonly personId: string | null
  readonly officerId: string | null
  readonly actsFor: string | null
  readonly level: Level
  readonly method: 'oidc' | 'passkey'
  readonly createdAt: string
  readonly lastSeenAt: string
  readonly expiresAt: string
}

export async function insertSession(
  db: Queries,
  session: Omit<SessionRow, 'actsFor' | 'lastSeenAt'> & { tokenHash: Buffer; userAgent: string },
): Promise<void> {
  await db.run(sql`
    insert into session (municipality_id, token_hash, kind, person_id, officer_id, level, method, user_agent,
      created_at, last_seen_at, expires_at)
    values (current_municipality(), ${session.tokenHash}, ${session.kind}, ${session.personId}, ${session.officerId},
      ${session.level}, ${session.method}, ${session.userAgent}, ${session.createdAt}, ${session.createdAt}, ${session.expiresAt})`)
}

export async function sessionByToken(db: Queries, tokenHash: Buffer): Promise<SessionRow | undefined> {
  return await db.maybe<SessionRow>(sql`
    select kind, person_id, officer_id, acts_for, level, method, created_at, last_seen_at, expires_at
    from session where municipality_id = current_municipality() and token_hash = ${tokenHash}`)
}

export async function touchSession(db: Queries, tokenHash: Buffer, at: string): Promise<void> {
  await db.run(sql`
    update session set last_seen_at = ${at}
    where municipality_id = current_municipality() and token_hash = ${tokenHash} and last_seen_at < ${at}`)
}

export async function setActsFor(db: Queries, tokenHash: Buffer, personId: string | null): Promise<void> {
  await db.run(sql`
    update session set acts_for = ${personId}
    where municipality_id = current_municipality() and token_hash = ${tokenHash} and kind = 'person'`)
}

export async function deleteSession(db: Queries, tokenHash: Buffer): Promise<void> {
  await db.run(sql`delete from session where municipality_id = current_municipality() and token_hash = ${tokenHash}`)
}

export async function deleteExpired(db: Queries, now: string): Promise<void> {
  await db.run(sql`delete from session where municipality_id = current_municipality() and expires_at <= ${now}`)
  await db.run(sql`delete from spent_challenge where municipality_id = current_municipality() and expires_at <= ${now}`)
}

export async function isSpent(db: Queries, challengeHash: Buffer): Promise<boolean> {
  const found = await db.maybe(sql`
    select 1 from spent_challenge where municipality_id = current_municipality() and challenge_hash = ${challengeHash}`)
  return found !== undefined
}

/** Whether this is the first use of a challenge. It is used from now on. */
export async function spendChallenge(db: Queries, challengeHash: Buffer, expiresAt: string): Promise<boolean> {
  const added = await db.run(sql`
    insert into spent_challenge (municipality_id, challenge_hash, expires_at)
    values (current_municipality(), ${challengeHash}, ${expiresAt})
    on conflict do nothing`)
  return added === 1
}

/** A row of `passkey`. */
export interface PasskeyRow {
  readonly credentialId: string
  readonly officerId: string
  readonly publicKey: Buffer
  readonly counter: number
  readonly transports: readonly string[]
  readonly label: string
  readonly backedUp: boolean
  readonly createdAt: string
  readonly lastUsedAt: string | null
}

const PASSKEY_COLUMNS = sql`credential_id, officer_id, public_key, counter, transports, label, backed_up, created_at, last_used_at`

export async function insertPasskey(
  db: Queries,
  passkey: Omit<PasskeyRow, 'lastUsedAt'> & { rpId: string },
): Promise<void> {
  await db.run(sql`
    insert into passkey (municipality_id, credential_id, officer_id, rp_id, public_key, counter, transports, backed_up, label, created_at)
    values (current_municipality(), ${passkey.credentialId}, ${passkey.officerId}, ${passkey.rpId}, ${passkey.publicKey},
      ${passkey.counter}, ${passkey.transports}, ${passkey.backedUp}, ${passkey.label}, ${passkey.createdAt})`)
}

export async function passkeysOfOfficer(db: Queries, officerId: string): Promise<PasskeyRow[]> {
  return await db.many<PasskeyRow>(sql`
    select ${PASSKEY_COLUMNS} from passkey
    where municipality_id = current_municipality() and officer_id = ${officerId} order by created_at`)
}

/** Locked, so that two uses of one passkey at once cannot both pass the counter's check. */
export async function passkeyForUse(db: Queries, credentialId: string, rpId: string): Promise<PasskeyRow | undefined> {
  return await db.maybe<PasskeyRow>(sql`
    select ${PASSKEY_COLUMNS} from passkey
    where municipality_id = current_municipality() and credential_id = ${credentialId} and rp_id = ${rpId} for update`)
}

export async function notePasskeyUse(db: Queries, credentialId: string, counter: number, at: string): Promise<void> {
  await db.run(sql`
    update passkey set counter = ${counter}, last_used_at = ${at}
    where municipality_id = current_municipality() and credential_id = ${credentialId}`)
}

export async function deletePasskey(db: Queries, credentialId: string, officerId: string): Promise<number> {
  return await db.run(sql`
    delete from passkey
    where municipality_id = current_municipality() and credential_id = ${credentialId} and officer_id = ${officerId}`)
}
