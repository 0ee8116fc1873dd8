import Type, { type Static } from 'typebox'
import type { Lang } from '../../../platform/i18n/index.ts'
import { usualTime } from '../../cases/index.ts'
import {
  type OfferedService,
  officeIn,
  type Procedure,
  procedureOf,
  publishedServices,
  publishedVersion,
  searchServices,
} from '../../catalogue/index.ts'
import { cursorOf, PAGING, pageOf, USUAL_LIMIT } from '../page.ts'
import { reading } from '../reading.ts'
import { text } from '../shapes.ts'
import { FormPage, formPage, inLang } from './form.ts'

const lineShape = {
  id: Type.String({ examples: ['minor-works'] }),
  version: Type.Integer(),
  title: text,
  summary: text,
  lifeEvent: text,
  channels: Type.Array(text),
  requiresIdentity: Type.Boolean(),
}
const ServiceLine = Type.Object(lineShape)

const silence = Type.Enum(['granted', 'refused', 'expiry'], {
  description: 'What it means when nothing is said in time.',
})
const Term = Type.Object({
  term: Type.String({ examples: ['1 month'] }),
  start: Type.Enum(['register-entry', 'notification']),
  silence,
  source: Type.String({ description: 'Law and article.' }),
  text: Type.String({ description: 'In plain words.' }),
  promise: Type.Optional(Type.String({ description: 'What the municipality promises, where it is shorter.' })),
  appeal: Type.Optional(Type.Object({ name: text, term: text, decidedIn: text, silence, source: text })),
})

const Service = Type.Object(
  {
    ...lineShape,
    who: text,
    what: text,
    needs: Type.Array(text),
    cost: text,
    result: text,
    office: Type.String({ description: 'The office that is competent.' }),
    term: Term,
    legalBasis: Type.Array(Type.Object({ law: text, articles: text, title: text })),
    usualTime: Type.Union(
      [Type.Object({ cases: Type.Integer(), medianDays: Type.Number(), ninetiethDays: Type.Number() }), Type.Null()],
      { description: 'Measured over the last year, in calendar days; null below five cases.' },
    ),
    form: Type.Array(FormPage),
  },
  { $id: 'Service', description: 'A procedure as the municipality offers it, under its law.' },
)

const cursor = cursorOf(Type.Object({ after: text }))

const services = reading({
  path: '/services',
  tag: 'Services',
  summary: 'The services that are offered',
  description:
    'In the order of their identifiers; with `q`, those that fit the words, the best first, accents and slips forgiven.',
  audience: 'anybody',
  params: {},
  query: {
    q: Type.Optional(Type.String({ maxLength: 100, description: 'Words, in any of the languages.' })),
    ...PAGING,
  },
  answer: pageOf('ServicePage', ServiceLine, 'A page of the services.'),
  async answers({ read, municipality, lang, query: { q, limit = USUAL_LIMIT, cursor: from } }) {
    const after = cursor.read(from)?.after ?? ''
    const [published, found] = await read((db) =>
      Promise.all([
        publishedServices(db, municipality),
        q === undefined ? undefined : searchServices(db, q, lang, limit),
      ]),
    )
    if (found) {
      const byId = new Map(published.map((one) => [one.id, one]))
      return {
        items: found.flatMap(({ procedure }) => byId.get(procedure) ?? []).map((one) => line(one, lang)),
        next: null,
      }
    }
    const rest = published.filter(({ id }) => id > after)
    const items = rest.slice(0, limit).map((one) => line(one, lang))
    const last = items.at(-1)
    return { items, next: rest.length > limit && last ? cursor.write({ after: last.id }) : null }
  },
})

const service = reading({
  path: '/services/{id}',
  tag: 'Services',
  summary: 'A service with its term, its cost and its form',
  description: 'All that its page shows, and the form of the application with its conditions.',
  audience: 'anybody',
  params: { id: Type.String({ maxLength: 80 }) },
  query: {},
  answer: Service,
  answers: ({ read, municipality, lang, params: { id }, platform }) =>
    read(async (db) => {
      const version = await publishedVersion(db, id)
      if (version === undefined) return undefined
      const [procedure, measured] = await Promise.all([
        procedureOf(db, municipality, id, version),
        usualTime(db, id, platform.now()),
      ])
      const sheet = procedure.service
      const said = (texts: Readonly<Record<string, string>>) => inLang(texts, lang)
      return {
        ...line(procedure, lang),
        ...{ who: said(sheet.who), what: said(sheet.what), cost: said(sheet.cost), result: said(sheet.result) },
        needs: sheet.needs.map(said),
        office: officeIn(procedure, municipality.slug, sheet.competentOffice),
        term: termOf(procedure, municipality.law, lang),
        legalBasis: (sheet.legalBasis[municipality.law] ?? []).map(({ law, articles, title }) => ({
          law,
          articles,
          title,
        })),
        usualTime: measured ?? null,
        form: procedure.form.pages.map((page) => formPage(page, lang)),
      }
    }),
})

function line({ id, version, service: sheet }: OfferedService, lang: Lang): Static<typeof ServiceLine> {
  const { lifeEvent, channels, requiresIdentity } = sheet
  const [title, summary] = [inLang(sheet.title, lang), inLang(sheet.summary, lang)]
  return { id, version, title, summary, lifeEvent, channels: [...channels], requiresIdentity }
}

function termOf({ id, service: sheet }: Procedure, law: string, lang: Lang): Static<typeof Term> {
  const term = sheet.terms[law]
  // A package without a term for the law cannot be installed.
  if (!term) throw new Error(`${id} is offered without a term under the law ${law}`)
  const { appeal, promise, start, source } = term
  return {
    ...{ term: term.term, start, silence: term.silence, source, text: inLang(term.text, lang) },
    ...(promise !== undefined && { promise }),
    ...(appeal && { appeal: pick(appeal) }),
  }
}

function pick({
  name,
  term,
  decidedIn,
  silence: means,
  source,
}: NonNullable<Procedure['service']['terms'][string]['appeal']>) {
  return { name, term, decidedIn, silence: means, source }
}

export const SERVICE_READINGS = [services, service]
