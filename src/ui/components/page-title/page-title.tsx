import type { ComponentChildren } from 'preact'
import { ButtonLink, type ButtonLinkProps } from '../act-form/button.tsx'

interface PageTitleProps {
  title: string
  /** One or two sentences: what the page is for. */
  lead?: string | undefined
  /** A short line above the title: the kind of thing that this is, a case number. */
  over?: ComponentChildren
  /** What belongs beside the title: badges. */
  beside?: ComponentChildren
  /** The one main thing to do here, where it is a link; in a form, it is the form's button. */
  action?: ButtonLinkProps | undefined
}

/** The heading of a page, the only `<h1>`, with its one main button. */
export function PageTitle({ title, lead, over, beside, action }: PageTitleProps) {
  return (
    <div class="f-title">
      <div class="f-title-text">
        {over === undefined ? null : <p class="f-over">{over}</p>}
        <h1>
          {title}
          {beside === undefined ? null : <span class="f-title-beside"> {beside}</span>}
        </h1>
        {lead === undefined ? null : <p class="f-lead">{lead}</p>}
      </div>
      {action === undefined ? null : <ButtonLink {...action} />}
    </div>
  )
}
