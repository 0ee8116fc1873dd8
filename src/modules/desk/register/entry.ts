import { sendFile } from '../../../platform/http/index.ts'
import { formatDate, formatDateTime } from '../../../platform/i18n/index.ts'
import { renderPdf, sealPdf } from '../../../platform/pdf/index.ts'
import { mediaTypeOf, sealOf } from '../../documents/index.ts'
import { annulEntry, findEntry, type RegisterEntry } from '../../register/index.ts'
import { readNames } from '../names.ts'
import { can, nothingHere, perform, reading, refusalText, sent, type Visit } from '../visit.ts'
import { EntryPage } from './entry-view.tsx'
import { RECEIPT } from './receipt.ts'

/** One entry; whoever may, annuls it with a reason. */
export async function entryPage(visit: Visit, error?: string) {
  const entry = await entryOf(visit)
  if (!entry) return nothingHere(visit)
  const names = await reading(visit, (db) => readNames(db, visit))
  const page = EntryPage({
    ...{ ctx: visit.ctx, entry, names, error },
    mayAnnul: can(visit, 'register.annul') && entry.annulledAt === null,
    hasContent: await visit.platform.files.has(entry.contentHash),
  })
  return visit.reply.page(page, error === undefined ? 200 : 422)
}

export async function annulForm(visit: Visit) {
  const label = sent(visit, 'label')
  const reason = sent(visit, 'reason').trim()
  if (reason === '') return await entryPage(visit, visit.ctx.t('desk.register.reason-missing'))
  const outcome = await perform(visit, annulEntry, { label, reason: reason.slice(0, 500) })
  if (!outcome.ok) return await entryPage(visit, refusalText(visit, outcome.refused))
  return visit.reply.redirect(`/desk/register/entry?label=${encodeURIComponent(label)}&done=desk.annulled`, 303)
}

/** What the person takes with them: the receipt of the entry, sealed (Ley 39/2015, art. 16.3; Legge 241/1990, art. 18-bis). */
export async function receiptOfEntry(visit: Visit) {
  const { platform, request, ctx } = visit
  const { t, lang } = ctx
  const entry = await entryOf(visit)
  if (!entry) return nothingHere(visit)
  const { municipality } = request
  const title = t(`desk.receipt.title-${entry.register}`)
  const pdf = await renderPdf({
    ...{ template: RECEIPT, lang, at: entry.at },
    data: {
      municipality: { name: municipality.name },
      ...{ title, facts: receiptFacts(visit, entry), text: t('desk.receipt.text') },
      later:
        entry.effectiveAt === entry.at
          ? null
          : t('desk.receipt.later', { date: formatDate(lang, entry.effectiveAt, 'long', municipality.zone) }),
    },
  })
  const { sealer } = await sealOf(platform, municipality)
  const sealed = await sealPdf(pdf, sealer, { at: platform.now(), name: municipality.name, reason: title })
  return sendFile(visit, { name: `${entry.label}.pdf`, mediaType: 'application/pdf', content: Buffer.from(sealed) })
}

/** What was handed in, where it was kept when it was registered. Files of cases are opened in their case. */
export async function contentOfEntry(visit: Visit) {
  const entry = await entryOf(visit)
  if (!entry || entry.caseId !== null || !(await visit.platform.files.has(entry.contentHash))) return nothingHere(visit)
  const content = await visit.platform.files.get(entry.contentHash)
  const mediaType = mediaTypeOf(content) ?? 'application/octet-stream'
  return sendFile(visit, { name: entry.label, mediaType, content })
}

function entryOf(visit: Visit): Promise<RegisterEntry | undefined> {
  const label = (visit.ctx.query.label ?? sent(visit, 'label')).slice(0, 40)
  return label === '' ? Promise.resolve(undefined) : reading(visit, (db) => findEntry(db, label))
}

function receiptFacts({ ctx }: Visit, entry: RegisterEntry): [string, string][] {
  const { t, lang, municipality } = ctx
  return [
    [t('desk.register.number'), entry.label],
    [t('desk.register.at'), formatDateTime(lang, entry.at, municipality.zone)],
    [t('desk.register.sender'), entry.sender],
    [t('desk.register.addressee'), entry.addressee],
    [t('desk.register.subject'), entry.subject],
    [t('desk.register.hash'), entry.contentHash],
  ]
}
