import { Callout, Confirm, FormField, type PageContext, PortalPage } from '../../../ui/index.ts'
import { type Case, NEEDS_TEXT } from '../../cases/index.ts'

interface CitizenMessageProps {
  ctx: PageContext
  message: string
  one: Case
  service: string
  /** What was written, when it comes back. */
  text: string
  error: string | undefined
}

/** Messages with nothing to write. */
const NO_TEXT = new Set(['works-started', 'works-finished'])

export function CitizenMessagePage({ ctx, message, one, service, text, error }: CitizenMessageProps) {
  const { t } = ctx
  const question = t(`portal.do.${message}.question`)
  const needsText = NEEDS_TEXT.has(message)
  return (
    <PortalPage
      ctx={ctx}
      title={question}
      crumbs={[
        { text: t('ui.menu.folder'), href: '/folder' },
        { text: `${service} ${one.number}`, href: `/folder/cases/${one.caseId}` },
        { text: t(`portal.do.${message}.link`) },
      ]}
    >
      {error === undefined || needsText ? null : (
        <Callout ctx={ctx} kind="danger">
          <p>{error}</p>
        </Callout>
      )}
      <Confirm
        ctx={ctx}
        question={question}
        consequence={t(`portal.do.${message}.consequence`)}
        confirm={t(`portal.do.${message}.confirm`)}
        backHref={`/folder/cases/${one.caseId}`}
        isDanger={message === 'withdraw'}
      >
        {NO_TEXT.has(message) ? null : (
          <FormField
            ctx={ctx}
            field={{
              ...{ kind: 'long-text', name: 'text', label: t(`portal.do.${message}.label`), value: text, rows: 8 },
              ...{ optional: !needsText, maxLength: 20_000, error: needsText ? error : undefined },
            }}
          />
        )}
      </Confirm>
    </PortalPage>
  )
}
