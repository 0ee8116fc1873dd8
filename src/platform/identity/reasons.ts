/** Why somebody is not let through; each has its texts, `identity.forbidden.<reason>` and `identity.forbidden-remedy.<reason>`. */
export type Reason = 'cross-site' | 'staff-only' | 'people-only' | 'permission' | 'level'

/** Why a sign-in did not succeed; each has its text, `identity.failed.<reason>`. */
export type Failure = 'expired' | 'denied' | 'service' | 'unknown-person' | 'unknown-officer' | 'wait' | 'passkey'
