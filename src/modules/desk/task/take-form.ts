import { type CompiledField, readPage } from '../../../core/forms/index.ts'
import { type Posted, textsAt } from '../../../platform/http/index.ts'
import type { FieldError } from '../../../ui/index.ts'
import { type FileAnswer, receiveFile, removeUpload } from '../../cases/index.ts'
import { perform, senderOf, type Visit } from '../visit.ts'
import type { TaskInHand } from './task-in-hand.ts'

export interface TakenForm {
  readonly answers: Readonly<Record<string, unknown>>
  /** What was wrong with the files; they are not among the answers. */
  readonly errors: readonly FieldError[]
  /** A button was pressed that changes the form (one more row, a file less): it is shown again. */
  readonly again: boolean
}

/** Reads what was sent of the form of a task: keeps its files, adds and removes rows. Nothing is judged yet. */
export async function takeForm(visit: Visit, hand: TaskInHand, posted: Posted): Promise<TakenForm> {
  const { form, context } = hand
  const page = form?.pages[0]
  if (!form || !page) return { answers: {}, errors: [], again: false }
  const [removed = ''] = textsAt(posted.values, 'remove')
  const [added] = textsAt(posted.values, 'add')
  const files = await takeFiles(visit, hand, posted, { fields: page.fields, removed })
  const body: Record<string, unknown> = { ...posted.values, ...files.answers }
  const row = /^(.+)\.(\d+)$/.exec(removed)
  if (row) body[`${row[1]}[${row[2]}].remove`] = 'yes'
  const answers = readPage(form, page.id, body, context)
  if (added !== undefined && page.fields.some(({ id, kind }) => id === added && kind === 'list')) {
    const rows = answers[added]
    answers[added] = [...(Array.isArray(rows) ? rows : []), {}]
  }
  return { answers, errors: files.errors, again: removed !== '' || added !== undefined }
}

interface Pressed {
  readonly fields: readonly CompiledField[]
  readonly removed: string
}

/** The files of each field: those kept before that the form still names, and those that came with it. */
async function takeFiles(visit: Visit, { task, kept }: TaskInHand, posted: Posted, { fields, removed }: Pressed) {
  const answers: Record<string, FileAnswer[]> = {}
  const errors: FieldError[] = []
  for (const field of fields.filter(({ kind }) => kind === 'file')) {
    const named = new Set(textsAt(posted.values, field.id))
    const still = (kept.get(field.id) ?? []).filter(({ id }) => named.has(id))
    const gone = still.find(({ id }) => removed === `${field.id}.${id}`)
    if (gone) await perform(visit, removeUpload, { uploadId: gone.id }, `${posted.key}:gone`)
    const received: FileAnswer[] = []
    for (const [n, file] of posted.files.filter((one) => one.field === field.id).entries()) {
      const key = `${posted.key}:${field.id}:${n}`.slice(0, 200)
      const result = await receiveFile(senderOf(visit), { belongsTo: task.taskId, field, key }, file)
      if ('file' in result) received.push(result.file)
      else errors.push({ field: field.id, text: result.problem })
    }
    const staying = still.filter((one) => one !== gone)
    // A field for one file keeps the one that came last.
    answers[field.id] = field.many ? [...staying, ...received] : [...staying, ...received].slice(-1)
  }
  return { answers, errors }
}
