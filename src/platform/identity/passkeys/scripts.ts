/** The scripts that a page with a passkey button needs. */
export const PASSKEY_SCRIPTS: readonly string[] = ['/assets/identity/passkey.js']
