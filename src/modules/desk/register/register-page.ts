import { annulEntry, findEntry, listEntries } from '../../register/index.ts'
import { can, nothingHere, perform, reading, refusalText, sent, type Visit } from '../visit.ts'
import { EntryPage, RegisterPage } from './register-view.tsx'

/** The register of entries and exits, the newest first. */
export async function registerPage(visit: Visit) {
  const { q = '', kind = '', after = '' } = visit.ctx.query
  const [at, label] = after.split('~')
  const page = await reading(visit, (db) =>
    listEntries(
      db,
      { ...(q !== '' && { text: q.slice(0, 100) }), ...((kind === 'entry' || kind === 'exit') && { register: kind }) },
      { limit: 50, ...(at && label && !Number.isNaN(Date.parse(at)) && { after: { at, label } }) },
    ),
  )
  const next = page.next && `${page.next.at}~${page.next.label}`
  return visit.reply.page(RegisterPage({ ctx: visit.ctx, entries: page.entries, next }))
}

/** One entry; whoever may, annuls it with a reason. */
export async function entryPage(visit: Visit, error?: string) {
  const label = visit.ctx.query.label ?? sent(visit, 'label')
  const entry = label === '' ? undefined : await reading(visit, (db) => findEntry(db, label.slice(0, 40)))
  if (!entry) return nothingHere(visit)
  const page = EntryPage({
    ctx: visit.ctx,
    entry,
    mayAnnul: can(visit, 'register.annul') && entry.annulledAt === null,
    error,
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
