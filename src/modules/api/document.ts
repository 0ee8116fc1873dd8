import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger'
import { SESSION_COOKIE } from '../../platform/identity/index.ts'

/** The chapters of the document. */
export const TAGS = {
  Services: 'What the municipality offers, with its term, its cost and the form of the application.',
  Folder: 'What a person has with the municipality.',
  Cases: 'Applications on their way through their procedure.',
  Tasks: 'What officers, or the applicant, must do.',
  Documents: 'What was handed in and what was issued; anybody may check an issued document by its code.',
  Register: 'Entries and exits with their yearly numbers without gaps.',
  People: 'What is kept of people, and who acts for whom.',
  Catalogue: 'Packages of procedures.',
  Other: 'Everything else.',
} as const
export type Tag = keyof typeof TAGS

/** Asked of whoever has signed in. */
export const SESSION = [{ session: [] }]
/** A session is not needed; the answer may be the same with one. */
export const NOBODY_NEEDED = [{}]

const DESCRIPTION = `Every change is an **act**: \`POST /api/v1/acts/{name}\`. The same \`Idempotency-Key\` acts once and answers the same.
Everything else only reads.

**Who asks** is known by the cookie of the session that the sign-in opens. Each thing shows itself to those whose it is: what is
somebody else's is answered like what does not exist. With a session, a \`POST\` must come from the same origin: browsers say so
themselves; other programs send \`Sec-Fetch-Site: same-origin\`.

**Which municipality** is meant is told by the first label of the host, or by the cookie \`finestra_municipality\`.

**Errors** are problems (RFC 9457) in the language of \`Accept-Language\` (ca, it, es, en): what happened, what was kept, and what to
do now. \`code\` is never translated.

**Lists** come in pages: \`next\` is the \`cursor\` of the following one.

**Instants** are in UTC (RFC 3339), **days** are days of the municipality, **money** is in euros as a decimal text.`

/** What stands in the document besides the routes. */
export const DOCUMENT: FastifyDynamicSwaggerOptions = {
  openapi: {
    openapi: '3.1.0',
    info: {
      title: 'Finestra',
      version: '1.0.0',
      summary: 'One window between a local government and its people.',
      description: DESCRIPTION,
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
    },
    servers: [{ url: '/', description: 'This window.' }],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    components: {
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: SESSION_COOKIE,
          description:
            'The session that the sign-in opens: of a person at `/sign-in?as=person`, of an officer at `/sign-in?as=staff`.',
        },
      },
    },
  },
  refResolver: {
    buildLocalReference: (json, _, __, index) => (typeof json.$id === 'string' ? json.$id : `Schema${index}`),
  },
}

const REASONS: Readonly<Record<number, string>> = {
  400: 'The request does not have the form described here; `errors` names each place.',
  401: 'Nobody has signed in.',
  403: 'Whoever asks may not do this.',
  404: 'It does not exist, or it is somebody else’s.',
  409: 'What is there does not allow it now: it was done before, or things have moved on.',
  413: 'The body is larger than 1 MB.',
  415: 'The body is not JSON.',
  422: 'What was written cannot be accepted; `errors` names each answer of a form.',
}

/** The answers of an operation when something is wrong. */
export function problems(statuses: readonly number[]): Record<number, object> {
  const content = { 'application/problem+json': { schema: { $ref: 'Problem#' } } }
  return Object.fromEntries(statuses.map((status) => [status, { description: REASONS[status], content }]))
}
