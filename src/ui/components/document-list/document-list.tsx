import { formatFileSize } from '../../../platform/i18n/index.ts'
import type { PageContext } from '../../page-context.ts'
import { Badge, type BadgeTone } from '../badge/badge.tsx'
import { Icon } from '../icon/icon.tsx'

export interface DocumentView {
  href: string
  title: string
  /** Absent while nobody has opened it: it is made then. */
  bytes?: number | undefined
  /** "PDF". */
  format: string
  /** "2 March 2026 · Town planning". */
  note?: string | undefined
  /** The code by which anyone can check the original at `/verify`. */
  code?: string | undefined
  badge?: { tone: BadgeTone; text: string } | undefined
}

/** Documents to download; those that the town hall sealed can be checked by their code. */
export function DocumentList({ ctx, documents }: { ctx: PageContext; documents: readonly DocumentView[] }) {
  return (
    <ul class="f-docs">
      {documents.map(({ href, title, bytes, format, note, code, badge }) => (
        <li>
          <Icon name={format === 'PDF' ? 'file-pdf' : 'file'} size="lg" />
          <div class="f-docs-text">
            <a href={href}>{title}</a> {badge === undefined ? null : <Badge tone={badge.tone}>{badge.text}</Badge>}
            <p>
              {bytes === undefined ? format : `${format} · ${formatFileSize(ctx.lang, bytes)}`}
              {note === undefined ? null : ` · ${note}`}
            </p>
            {code === undefined ? null : (
              <p>
                <a href={`/verify/${code}`} class="f-docs-verify">
                  <Icon name="check-circle" size="sm" />
                  {ctx.t('ui.documents.verify')} <code>{code}</code>
                </a>
              </p>
            )}
          </div>
        </li>
      ))}
    </ul>
  )
}
