import type { CompiledField } from '../../../core/forms/index.ts'
import type { PostedFile } from '../../../platform/http/index.ts'
import { addUpload } from '../../cases/index.ts'
import { isAccepted, mediaTypeOf, scanForViruses, type Upload } from '../../documents/index.ts'
import { perform, refusalText, type Visit } from '../visit.ts'

/** A file as the answer of a field holds it. */
export interface FileAnswer {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly size: number
}

export function fileAnswer({ uploadId, name, mediaType, size }: Upload): FileAnswer {
  return { id: uploadId, name, type: mediaType, size }
}

interface Destination {
  readonly taskId: string
  readonly field: CompiledField
  /** Under which the file is kept once. */
  readonly key: string
}

/**
 * Takes a file in for a task: its size, what it really is by its content, a look for viruses, and only then it is kept. What is
 * wrong comes back in words, and nothing of the file was kept.
 */
export async function receiveFile(
  visit: Visit,
  { taskId, field, key }: Destination,
  { name, content, isTooBig }: PostedFile,
): Promise<{ readonly file: FileAnswer } | { readonly problem: string }> {
  const { ctx, platform } = visit
  if (isTooBig || content.length > field.maxMb * 1024 * 1024)
    return { problem: ctx.t('forms.problem.file-too-big', { name, max: field.maxMb }) }
  const type = mediaTypeOf(content)
  if (type === undefined || !isAccepted(field.accept, type)) return { problem: ctx.t('desk.file.wrong-type', { name }) }
  if ((await scanForViruses(platform.config.virusScanCommand, content)) !== 'clean')
    return { problem: ctx.t('desk.file.not-clean', { name }) }
  const { hash: fileHash, size } = await platform.files.put(content)
  const input = { belongsTo: taskId, field: field.id, name, mediaType: type, fileHash, size }
  const outcome = await perform(visit, addUpload, input, key)
  if (!outcome.ok) return { problem: refusalText(visit, outcome.refused) }
  return { file: { id: outcome.result.uploadId, name, type, size } }
}
