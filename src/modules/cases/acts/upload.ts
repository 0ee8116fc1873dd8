import Type from 'typebox'
import { type Act, type ActContext, act, actorName, refuse } from '../../../platform/acts/index.ts'
import type { Queries } from '../../../platform/database/index.ts'
import { deleteUpload, insertUpload, type Upload, uploadById, uploadsOf } from '../../documents/index.ts'
import { isTheirs, mayDo } from '../access.ts'
import { draftById } from '../drafts.ts'
import { caseById, taskById } from '../store.ts'
import { isDraftOf } from './draft.ts'

const uuid = Type.String({ format: 'uuid' })

interface UploadInput {
  /** The draft or the task that the file comes with. */
  readonly belongsTo: string
  readonly field: string
  readonly name: string
  readonly mediaType: string
  readonly fileHash: string
  readonly size: number
}

/** Keeps a file that was handed in with a draft or a task. The file itself is in the store already, under its hash. */
export const addUpload: Act<UploadInput, { uploadId: string }> = act({
  name: 'case.upload',
  permission: 'case.upload',
  input: Type.Object({
    belongsTo: uuid,
    field: Type.String({ maxLength: 80 }),
    name: Type.String({ minLength: 1, maxLength: 200 }),
    mediaType: Type.String({ maxLength: 120 }),
    fileHash: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    size: Type.Integer({ minimum: 1 }),
  }),
  async load(db, { belongsTo }, context) {
    const [allowed, others] = await Promise.all([writesIn(db, belongsTo, context), uploadsOf(db, belongsTo)])
    return { allowed, others }
  },
  may: ({ allowed }) => allowed,
  decide({ others }, input, context) {
    if (others.length >= MAX_UPLOADS) return refuse('too-many-files', { most: MAX_UPLOADS })
    const upload: Upload = { ...input, uploadId: context.actId, uploadedBy: actorName(context.actor), at: context.now }
    return { change: upload, facts: [] }
  },
  async save(db, upload) {
    await insertUpload(db, upload)
    return { result: { uploadId: upload.uploadId } }
  },
})

/** Takes a file away again, before it is filed. */
export const removeUpload: Act<{ uploadId: string }, { uploadId: string }> = act({
  name: 'case.remove-upload',
  permission: 'case.upload',
  input: Type.Object({ uploadId: uuid }),
  async load(db, { uploadId }, context) {
    const upload = await uploadById(db, uploadId)
    return upload && { upload, allowed: await writesIn(db, upload.belongsTo, context) }
  },
  may: ({ allowed }) => allowed,
  decide: ({ upload }) => ({ change: upload.uploadId, facts: [] }),
  async save(db, uploadId) {
    await deleteUpload(db, uploadId)
    return { result: { uploadId } }
  },
})

const MAX_UPLOADS = 40

/** Whether the actor writes the draft, or has the task to do. */
async function writesIn(db: Queries, id: string, { actor }: ActContext): Promise<boolean> {
  const [draft, task] = await Promise.all([draftById(db, id), taskById(db, id)])
  if (draft) return isDraftOf(actor, draft)
  if (!task || task.closedAt !== null) return false
  if (!task.citizen) return mayDo(actor, task)
  const one = await caseById(db, task.caseId)
  return one !== undefined && isTheirs(actor, one)
}
