import { formatFileSize } from '../../../platform/i18n/index.ts'
import type { PageContext } from '../../page-context.ts'
import { Icon } from '../icon/icon.tsx'
import { describedBy, GroupFrame } from './field-frame.tsx'
import { type FileField, fieldId, type KeptFile } from './field-view.ts'

/**
 * Files of the person: those already kept, and a place to choose or drop more. Sent one by one with their progress when there is JavaScript
 * and an `uploadUrl`; else with the form. Each kept file travels as `<name>` = its id; the button `remove` = `<name>.<id>` takes it out.
 */
export function FileControl({ ctx, field }: { ctx: PageContext; field: FileField }) {
  const files = field.files ?? []
  const full = files.length > 0 && !field.multiple
  return (
    <GroupFrame ctx={ctx} field={field}>
      <div
        class="f-files"
        data-files={field.name}
        data-upload-url={field.uploadUrl}
        data-single={field.multiple ? undefined : 'true'}
      >
        <ul class="f-file-list">
          {files.map((file) => (
            <Kept ctx={ctx} name={field.name} file={file} />
          ))}
        </ul>
        {full ? null : <Chooser ctx={ctx} field={field} />}
        <template>
          <li class="f-file f-file-sending">
            <Icon name="file" />
            <span class="f-file-name" data-file-name />
            <progress max="100" value="0" aria-label={ctx.t('ui.file.progress')} />
            <span class="f-file-size" data-file-state>
              {ctx.t('ui.file.sending')}
            </span>
            <button type="button" class="f-link-btn" data-file-cancel>
              {ctx.t('ui.file.remove')}
            </button>
          </li>
        </template>
        <p
          class="visually-hidden"
          aria-live="polite"
          data-file-news
          data-done={ctx.t('ui.file.done')}
          data-failed={ctx.t('ui.file.failed')}
        />
      </div>
    </GroupFrame>
  )
}

function Chooser({ ctx, field }: { ctx: PageContext; field: FileField }) {
  const id = fieldId(field.name)
  const limits = [
    field.accept === undefined ? '' : ctx.t('ui.file.kinds', { kinds: inWords(field.accept) }),
    field.maxBytes === undefined ? '' : ctx.t('ui.file.size', { size: formatFileSize(ctx.lang, field.maxBytes) }),
  ].filter(Boolean)
  return (
    <div class="f-drop">
      <Icon name="upload" size="lg" />
      <label class="f-drop-label" for={id}>
        {ctx.t(field.multiple ? 'ui.file.choose-many' : 'ui.file.choose')}
      </label>
      {limits.length === 0 ? null : (
        <p class="f-hint" id={`${id}-limits`}>
          {limits.join(' ')}
        </p>
      )}
      <input
        id={id}
        type="file"
        name={field.name}
        accept={field.accept}
        multiple={field.multiple}
        data-max-bytes={field.maxBytes}
        data-too-big={
          field.maxBytes === undefined
            ? undefined
            : ctx.t('ui.file.too-big', { size: formatFileSize(ctx.lang, field.maxBytes) })
        }
        aria-invalid={field.error === undefined ? undefined : 'true'}
        aria-describedby={
          [describedBy(field), limits.length === 0 ? '' : `${id}-limits`].filter(Boolean).join(' ') || undefined
        }
      />
    </div>
  )
}

function Kept({ ctx, name, file }: { ctx: PageContext; name: string; file: KeptFile }) {
  return (
    <li class="f-file">
      <Icon name="file" />
      <span class="f-file-name">{file.href === undefined ? file.name : <a href={file.href}>{file.name}</a>}</span>
      <span class="f-file-size">{formatFileSize(ctx.lang, file.bytes)}</span>
      <input type="hidden" name={name} value={file.id} />
      <button type="submit" class="f-link-btn" name="remove" value={`${name}.${file.id}`} formnovalidate>
        {ctx.t('ui.file.remove')}
        <span class="visually-hidden"> {file.name}</span>
      </button>
    </li>
  )
}

const inWords = (accept: string) =>
  accept
    .split(',')
    .map(
      (kind) =>
        kindNames[kind.trim()] ??
        kind
          .trim()
          .replace(/^\.|^.*\//, '')
          .toUpperCase(),
    )
    .join(', ')

/** Types whose last part says nothing to a person. */
const kindNames: Readonly<Record<string, string>> = {
  'image/*': 'JPG, PNG',
  'image/jpeg': 'JPG',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'DOCX',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'XLSX',
  'application/vnd.oasis.opendocument.text': 'ODT',
  'application/vnd.oasis.opendocument.spreadsheet': 'ODS',
}
