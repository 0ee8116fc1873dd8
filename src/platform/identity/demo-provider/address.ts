/** Where the demonstration identity service is mounted; its issuer identifier is this path at the base address. */
export const DEMO_PATH = '/demo-id'

/** The two clients that it knows: Finestra as people sign in, and as staff do. */
export const DEMO_CLIENTS = { person: 'finestra-people', officer: 'finestra-staff' } as const
