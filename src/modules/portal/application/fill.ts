import { type VisiblePage, validatePage, visiblePages } from '../../../core/forms/index.ts'
import { readPosted, sendFile, textsAt } from '../../../platform/http/index.ts'
import type { FieldError } from '../../../ui/index.ts'
import { receiveFile, saveDraft } from '../../cases/index.ts'
import { uploadById } from '../../documents/index.ts'
import { nothingHere, param, perform, reading, refusalText, senderOf, type Visit } from '../visit.ts'
import { type DraftInHand, draftInHand } from './draft-in-hand.ts'
import { type FieldSurroundings, problemsInWords } from './field-views.ts'
import { FillPage } from './fill-view.tsx'
import { type TakenPage, takePage } from './take-page.ts'

/** Goes on with a draft on the page where it was left, or on the first one where that page is not shown any more. */
export async function draftStart(visit: Visit) {
  const hand = await handOf(visit)
  if (!hand) return nothingHere(visit)
  const page = hand.pages.find(({ id }) => id === hand.draft.page) ?? hand.pages[0]
  return visit.reply.redirect(`/drafts/${hand.draft.draftId}/${page?.id ?? 'review'}`, 303)
}

/** A page of the form. `?more` says that new questions appeared because of the answers. */
export async function fillPage(visit: Visit) {
  const hand = await handOf(visit)
  if (!hand) return nothingHere(visit)
  const page = hand.pages.find(({ id }) => id === param(visit, 'page'))
  // A page that the answers no longer show: the way goes on at the first.
  if (!page) return visit.reply.redirect(`/drafts/${hand.draft.draftId}`, 303)
  return show(visit, hand, page, { errors: [], alike: new Map(), hasMore: visit.ctx.query.more !== undefined })
}

/** Saves a page, whatever is in it, and then says what is wrong or goes on: nothing written is ever lost. */
export async function fillForm(visit: Visit) {
  const hand = await handOf(visit)
  const pageId = param(visit, 'page')
  if (!hand?.procedure.form.pages.some(({ id }) => id === pageId)) return nothingHere(visit)
  const posted = await readPosted(visit.request)
  const { draftId, answers, procedure } = hand.draft
  const { form } = hand.procedure
  const inHand = { form, pageId, answers, context: hand.context, belongsTo: draftId }
  const taken = await takePage(visit, inHand, posted)
  const saved = await perform(
    visit,
    saveDraft,
    { draftId, procedure, answers: taken.answers, page: pageId },
    posted.key,
  )
  const now = {
    ...hand,
    draft: { ...hand.draft, answers: taken.answers },
    pages: visiblePages(form, taken.answers, hand.context),
  }
  const page = now.pages.find(({ id }) => id === pageId)
  if (!page) return visit.reply.redirect(`/drafts/${draftId}`, 303)
  if (!saved.ok) return show(visit, now, page, { ...taken, errors: [{ text: refusalText(visit, saved.refused) }] })
  const go = textsAt(posted.values, 'go')[0]
  if (go === 'later') return visit.reply.redirect('/folder?done=portal.draft-kept', 303)
  if (go === 'back') return visit.reply.redirect(`/drafts/${draftId}/${pageBefore(now.pages, pageId)}`, 303)
  if (taken.again) return show(visit, now, page, { ...taken, status: taken.errors.length > 0 ? 422 : 200 })
  return judge(visit, now, page, { taken, shown: textsAt(posted.values, '_shown')[0] })
}

interface Judged {
  readonly taken: TakenPage
  /** The fields that the person was shown; absent when the form did not say. */
  readonly shown: string | undefined
}

function judge(visit: Visit, hand: DraftInHand, page: VisiblePage, { taken, shown }: Judged) {
  const { draft, procedure, context } = hand
  const seen = new Set(shown?.split(','))
  const isNew = (path: string) => shown !== undefined && !seen.has(path.split('[')[0] ?? path)
  const problems = validatePage(procedure.form, page.id, draft.answers, context)
  const errors = [
    ...taken.errors,
    ...problemsInWords(
      visit.ctx,
      problems.filter(({ field }) => !isNew(field)),
      page.fields,
    ).filter(
      // A file that was refused is explained already: that the field is still empty adds nothing.
      ({ field }) => !taken.errors.some((error) => error.field === field),
    ),
    ...[...taken.alike.keys()].map((id) => ({ field: `${id}.addressId`, text: visit.ctx.t('portal.place.choose') })),
  ]
  if (errors.length > 0) return show(visit, hand, page, { ...taken, errors, status: 422 })
  // Questions that this page's answers made appear were not seen yet, and are asked before going on.
  if (problems.length > 0) return visit.reply.redirect(`/drafts/${draft.draftId}/${page.id}?more=1`, 303)
  return visit.reply.redirect(`/drafts/${draft.draftId}/${pageAfter(hand.pages, page.id)}`, 303)
}

/** Takes one file while the page stays open; answers as the page's script expects, or leads back where there is none. */
export async function uploadToDraft(visit: Visit) {
  const hand = await handOf(visit)
  const field = hand?.procedure.form.pages
    .flatMap(({ fields }) => fields)
    .find(({ id, kind }) => id === param(visit, 'field') && kind === 'file')
  if (!hand || !field) return nothingHere(visit)
  const { files, key } = await readPosted(visit.request)
  const [file] = files
  if (!file) return visit.reply.code(422).send({ error: visit.ctx.t('forms.problem.required-file') })
  const received = await receiveFile(senderOf(visit), { belongsTo: hand.draft.draftId, field, key }, file)
  if ('problem' in received) return visit.reply.code(422).send({ error: received.problem })
  const { id, name, size } = received.file
  return visit.reply.send({ id, name, bytes: size, href: `/drafts/${hand.draft.draftId}/files/${id}` })
}

/** A file of the draft, to be looked at again. */
export async function draftFile(visit: Visit) {
  const hand = await handOf(visit)
  const upload = hand && (await reading(visit, (db) => uploadById(db, param(visit, 'uploadId'))))
  if (!hand || upload?.belongsTo !== hand.draft.draftId) return nothingHere(visit)
  return sendFile(visit, {
    name: upload.name,
    mediaType: upload.mediaType,
    content: await visit.platform.files.get(upload.fileHash),
  })
}

function handOf(visit: Visit): Promise<DraftInHand | undefined> {
  return reading(visit, (db) => draftInHand(db, visit, param(visit, 'draftId')))
}

interface Shown {
  readonly errors: readonly FieldError[]
  readonly alike: FieldSurroundings['alike']
  readonly hasMore?: boolean
  readonly status?: number
}

function show(visit: Visit, hand: DraftInHand, page: VisiblePage, { errors, alike, hasMore, status }: Shown) {
  const files = `/drafts/${hand.draft.draftId}/files`
  const around = { ctx: visit.ctx, errors, alike, uploadUrl: files, fileUrl: files }
  const { draft, pages, procedure } = hand
  const view = FillPage({
    draftId: draft.draftId,
    sheet: procedure.service,
    pages,
    page,
    around,
    hasMore: hasMore ?? false,
  })
  return visit.reply.header('cache-control', 'no-store').page(view, status ?? (errors.length > 0 ? 422 : 200))
}

function pageAfter(pages: readonly VisiblePage[], id: string): string {
  return pages[pages.findIndex((page) => page.id === id) + 1]?.id ?? 'review'
}

function pageBefore(pages: readonly VisiblePage[], id: string): string {
  return pages[Math.max(0, pages.findIndex((page) => page.id === id) - 1)]?.id ?? id
}
