import type { CompiledField } from '../../../core/forms/index.ts'
import type { PostedFile } from '../../../platform/http/index.ts'
import { addUpload } from '../../cases/index.ts'
import { isAccepted, mediaTypeOf, scanForViruses } from '../../documents/index.ts'
import { perform, refusalText, type Visit } from '../visit.ts'
import { formatsInWords } from './accepted-files.ts'

/** A file as the answer of a field holds it. */
export interface FileAnswer {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly size: number
}

export type Received = { readonly file: FileAnswer } | { readonly problem: string }

interface Destination {
  /** The draft or the task. */
  readonly belongsTo: string
  readonly field: CompiledField
  /** Under which the file is kept once. */
  readonly key: string
}

/**
 * Takes a file in: its size, what it really is by its content, a look for viruses, and only then it is kept. What is wrong comes
 * back in words, and nothing of the file was kept.
 */
export async function receiveFile(visit: Visit, to: Destination, posted: PostedFile): Promise<Received> {
  const { ctx, platform } = visit
  const { field } = to
  const { name, content } = posted
  if (posted.isTooBig || content.length > field.maxMb * 1024 * 1024) {
    return { problem: ctx.t('forms.problem.file-too-big', { name, max: field.maxMb }) }
  }
  if (content.length === 0) return { problem: ctx.t('portal.file.empty', { name }) }
  const type = mediaTypeOf(content)
  if (type === undefined || !isAccepted(field.accept, type)) {
    return { problem: ctx.t('portal.file.wrong-type', { name, formats: formatsInWords(field.accept) }) }
  }
  const scan = await scanForViruses(platform.config.virusScanCommand, content)
  if (scan !== 'clean') return { problem: ctx.t(`portal.file.${scan}`, { name }) }
  const { hash, size } = await platform.files.put(content)
  const outcome = await perform(
    visit,
    addUpload,
    { belongsTo: to.belongsTo, field: field.id, name, mediaType: type, fileHash: hash, size },
    to.key,
  )
  if (!outcome.ok) return { problem: refusalText(visit, outcome.refused) }
  return { file: { id: outcome.result.uploadId, name, type, size } }
}
