import type { CompiledField } from '../../core/forms/index.ts'
import { type Actor, type Municipality, runAct } from '../../platform/acts/index.ts'
import type { PostedFile } from '../../platform/http/index.ts'
import { type Refused, refusalText } from '../../platform/i18n/index.ts'
import type { Platform } from '../../platform/platform.ts'
import type { PageContext } from '../../ui/index.ts'
import { formatsInWords, isAccepted, mediaTypeOf, scanForViruses, type Upload } from '../documents/index.ts'
import { addUpload } from './acts/upload.ts'

/** A file as the answer of a field holds it. */
export interface FileAnswer {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly size: number
}

export function fileAnswer({
  uploadId,
  name,
  mediaType,
  size,
}: Pick<Upload, 'uploadId' | 'name' | 'mediaType' | 'size'>): FileAnswer {
  return { id: uploadId, name, type: mediaType, size }
}

/** Who hands the file in, where, and in which language they are told what is wrong. */
export interface Sender {
  readonly platform: Platform
  readonly municipality: Municipality
  readonly actor: Actor
  readonly channel: 'web' | 'desk'
  readonly t: PageContext['t']
}

/** What the file is for. */
export interface Destination {
  /** The draft or the task. */
  readonly belongsTo: string
  readonly field: CompiledField
  /** Under which the file is kept once. */
  readonly key: string
}

export type Received = { readonly file: FileAnswer } | { readonly problem: string }

/**
 * Takes a file in: its size, what it really is by its content, a look for viruses, and only then it is kept. What is wrong comes
 * back in words, and nothing of the file was kept.
 */
export async function receiveFile(sender: Sender, to: Destination, posted: PostedFile): Promise<Received> {
  const { platform, t } = sender
  const { belongsTo, field } = to
  const { name, content } = posted
  if (posted.isTooBig || content.length > field.maxMb * 1024 * 1024) {
    return { problem: t('forms.problem.file-too-big', { name, max: field.maxMb }) }
  }
  if (content.length === 0) return { problem: t('cases.file.empty', { name }) }
  const mediaType = mediaTypeOf(content)
  if (mediaType === undefined || !isAccepted(field.accept, mediaType)) {
    return { problem: t('cases.file.wrong-type', { name, formats: formatsInWords(field.accept) }) }
  }
  const scan = await scanForViruses(platform.config.virusScanCommand, content)
  if (scan !== 'clean') return { problem: t(`cases.file.${scan}`, { name }) }
  const { hash: fileHash, size } = await platform.files.put(content)
  const { municipality, actor, channel } = sender
  const input = { belongsTo, field: field.id, name, mediaType, fileHash, size }
  const outcome = await runAct(platform, addUpload, { municipality, actor, channel, key: to.key, input })
  if (!outcome.ok) return { problem: notKept(sender, outcome.refused) }
  return { file: fileAnswer({ uploadId: outcome.result.uploadId, name, mediaType, size }) }
}

function notKept({ platform: { texts }, t }: Sender, refused: Refused): string {
  return refusalText({ texts, t }, refused, { parts: ['cases'], otherwise: 'cases.file.not-kept' })
}
