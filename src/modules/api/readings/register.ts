import Type, { type Static } from 'typebox'
import { listEntries, type RegisterEntry } from '../../register/index.ts'
import { cursorOf, PAGING, pageOf, USUAL_LIMIT } from '../page.ts'
import { reading } from '../reading.ts'
import { instant, nullable, text, uuid } from '../shapes.ts'

const Entry = Type.Object({
  label: Type.String({ description: 'The number as it is written for people.', examples: ['E-2026-000001'] }),
  register: Type.Enum(['entry', 'exit']),
  year: Type.Integer(),
  number: Type.Integer(),
  at: instant,
  effectiveAt: Type.String({ format: 'date-time', description: 'When it counts as made.' }),
  sender: text,
  addressee: text,
  officeId: nullable(text),
  subject: text,
  caseId: nullable(uuid),
  personId: nullable(uuid),
  channel: text,
  contentHash: Type.String({ description: 'SHA-256 of the content, hexadecimal.' }),
  registeredBy: text,
  emergency: Type.Union([Type.Object({ number: text, at: instant, cause: text }), Type.Null()], {
    description: 'What was written by hand while the system was down.',
  }),
  annulledAt: nullable(instant),
  annulledBy: nullable(text),
  annulReason: nullable(text),
})

const cursor = cursorOf(Type.Object({ at: instant, label: text }))

const entries = reading({
  path: '/register/entries',
  tag: 'Register',
  summary: 'The register of entries and exits',
  description: 'The newest first. What is annulled stays, with its number and the reason.',
  audience: { permission: 'register.read' },
  params: {},
  query: {
    register: Type.Optional(Type.Enum(['entry', 'exit'])),
    from: Type.Optional(Type.String({ format: 'date-time', description: 'The first instant.' })),
    until: Type.Optional(Type.String({ format: 'date-time', description: 'Before this instant.' })),
    office: Type.Optional(Type.String({ maxLength: 60 })),
    caseId: Type.Optional(uuid),
    annulled: Type.Optional(Type.Boolean()),
    text: Type.Optional(
      Type.String({ maxLength: 200, description: 'Words of subject, sender or addressee; or a label.' }),
    ),
    ...PAGING,
  },
  answer: pageOf('EntryPage', Entry, 'A page of the register.'),
  async answers({ read, query }) {
    const { office, limit = USUAL_LIMIT, cursor: from, ...filter } = query
    const after = cursor.read(from)
    const found = await read((db) =>
      listEntries(
        db,
        { ...filter, ...(office !== undefined && { officeId: office }) },
        { limit, ...(after && { after }) },
      ),
    )
    return {
      items: found.entries.map(entryLine),
      next: found.next ? cursor.write({ at: found.next.at, label: found.next.label }) : null,
    }
  },
})

function entryLine(entry: RegisterEntry): Static<typeof Entry> {
  const { series: _, ...shown } = entry
  return shown
}

export const REGISTER_READINGS = [entries]
