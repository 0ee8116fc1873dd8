import {
  type Answers,
  type CompiledField,
  type CompiledForm,
  type Context,
  readPage,
  visiblePageOf,
} from '../../../core/forms/index.ts'
import { type Posted, textsAt } from '../../../platform/http/index.ts'
import type { FieldError } from '../../../ui/index.ts'
import { type FileAnswer, fileAnswer, receiveFile, removeUpload } from '../../cases/index.ts'
import { uploadsOf } from '../../documents/index.ts'
import type { Address } from '../../people/index.ts'
import { perform, reading, senderOf, type Visit } from '../visit.ts'
import { type PlaceAnswer, resolvePlace } from './place.ts'

/** A page of a form that somebody fills in: of an application, or of a task. */
export interface PageInHand {
  readonly form: CompiledForm
  readonly pageId: string
  /** What was answered before, on this page and the others. */
  readonly answers: Answers
  readonly context: Context
  /** The draft or the task, to which files belong. */
  readonly belongsTo: string
}

export interface TakenPage {
  /** All answers, those of the page among them. */
  readonly answers: Record<string, unknown>
  /** What was wrong with the files; they are not among the answers. */
  readonly errors: readonly FieldError[]
  /** Places for which the person must say which address they mean, by the field's id. */
  readonly alike: ReadonlyMap<string, readonly Address[]>
  /** A button of the page was pressed that changes it (one more row, a file less): it is shown again. */
  readonly again: boolean
}

/** Reads what was sent of a page: keeps its files, finds its addresses, adds and removes rows. Nothing is judged yet. */
export async function takePage(visit: Visit, page: PageInHand, posted: Posted): Promise<TakenPage> {
  const fields = fieldsOf(page)
  const body: Record<string, unknown> = { ...posted.values }
  const removed = textsAt(posted.values, 'remove')[0] ?? ''
  const files = await takeFiles(visit, page, posted, { fields, removed })
  Object.assign(body, files.answers)
  const row = /^(.+)\.(\d+)$/.exec(removed)
  if (row) body[`${row[1]}[${row[2]}].remove`] = 'yes'
  const read = readPage(page.form, page.pageId, body, page.context)
  const added = textsAt(posted.values, 'add')[0]
  if (added !== undefined && fields.some(({ id, kind }) => id === added && kind === 'list')) {
    read[added] = [...(Array.isArray(read[added]) ? read[added] : []), {}]
  }
  const alike = await takePlaces(visit, page, posted, { fields, read })
  return {
    answers: { ...page.answers, ...read },
    errors: files.errors,
    alike,
    again: removed !== '' || added !== undefined,
  }
}

function fieldsOf({ form, pageId }: PageInHand): readonly CompiledField[] {
  return form.pages.find(({ id }) => id === pageId)?.fields ?? []
}

/** The files of each field: those kept before that the form still names, and those that came with it. */
async function takeFiles(
  visit: Visit,
  page: PageInHand,
  posted: Posted,
  { fields, removed }: { fields: readonly CompiledField[]; removed: string },
): Promise<{ answers: Record<string, FileAnswer[]>; errors: FieldError[] }> {
  const kept = await reading(visit, (db) => uploadsOf(db, page.belongsTo))
  const answers: Record<string, FileAnswer[]> = {}
  const errors: FieldError[] = []
  const visible = visiblePageOf(page.form, page.pageId, page.answers, page.context)?.fields ?? []
  for (const field of fields.filter(({ kind }) => kind === 'file')) {
    const sent = posted.files.filter((file) => file.field === field.id)
    const named = new Set(textsAt(posted.values, field.id))
    if (sent.length === 0 && named.size === 0 && !visible.some(({ path }) => path === field.id)) continue
    const still = kept.filter(({ uploadId, ...upload }) => upload.field === field.id && named.has(uploadId))
    const gone = still.find(({ uploadId }) => removed === `${field.id}.${uploadId}`)
    if (gone) await perform(visit, removeUpload, { uploadId: gone.uploadId }, `${posted.key}:gone`)
    const received: FileAnswer[] = []
    for (const [n, file] of sent.entries()) {
      const key = `${posted.key}:${field.id}:${n}`.slice(0, 200)
      const result = await receiveFile(senderOf(visit), { belongsTo: page.belongsTo, field, key }, file)
      if ('file' in result) received.push(result.file)
      else errors.push({ field: field.id, text: result.problem })
    }
    const staying = still.filter((one) => one !== gone).map(fileAnswer)
    // A field for one file keeps the one that came last.
    answers[field.id] = field.many ? [...staying, ...received] : [...staying, ...received].slice(-1)
  }
  return { answers, errors }
}

async function takePlaces(
  visit: Visit,
  page: PageInHand,
  posted: Posted,
  { fields, read }: { fields: readonly CompiledField[]; read: Record<string, unknown> },
): Promise<ReadonlyMap<string, readonly Address[]>> {
  const alike = new Map<string, readonly Address[]>()
  for (const { id } of fields.filter(({ kind }) => kind === 'place')) {
    const written = read[id] as PlaceAnswer | null | undefined
    if (typeof written?.address !== 'string') continue
    const chosen = textsAt(posted.values, `${id}.addressId`)[0]
    const resolved = await reading(visit, (db) => resolvePlace(db, written, { before: page.answers[id], chosen }))
    read[id] = resolved.place
    if ('alike' in resolved && resolved.alike.length > 0) alike.set(id, resolved.alike)
  }
  return alike
}
