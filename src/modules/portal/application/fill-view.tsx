import type { VisiblePage } from '../../../core/forms/index.ts'
import { ActForm, Button, Callout, FormActions, FormField, PageTitle, PortalPage, Stepper } from '../../../ui/index.ts'
import type { Service } from '../../catalogue/index.ts'
import { type FieldSurroundings, fieldViews, namesShown } from './field-views.ts'
import { stepsOf } from './steps.ts'

interface FillProps {
  draftId: string
  sheet: Service
  pages: readonly VisiblePage[]
  page: VisiblePage
  around: FieldSurroundings
  /** Questions appeared because of what was answered. */
  hasMore: boolean
}

/** A page of an application. Each of its buttons saves what is written. */
export function FillPage({ draftId, sheet, pages, page, around, hasMore }: FillProps) {
  const { ctx } = around
  const { t, lang } = ctx
  const service = sheet.title[lang] ?? sheet.id
  const title = page.title[lang] ?? page.id
  const isFirst = pages[0]?.id === page.id
  return (
    <PortalPage
      ctx={ctx}
      title={`${title} · ${service}`}
      crumbs={[{ text: t('ui.menu.folder'), href: '/folder' }, { text: service }]}
      noSearch
    >
      <PageTitle over={service} title={title} />
      <Stepper ctx={ctx} steps={stepsOf(ctx, draftId, pages, page.id)} />
      {hasMore ? (
        <Callout ctx={ctx}>
          <p>{t('portal.form.more')}</p>
        </Callout>
      ) : null}
      <ActForm ctx={ctx} action={`/drafts/${draftId}/${page.id}`} errors={around.errors} multipart>
        <FirstButton />
        <input type="hidden" name="_shown" value={namesShown(page.fields)} />
        {fieldViews(page.fields, around).map((field) => (
          <FormField ctx={ctx} field={field} />
        ))}
        <FormActions>
          <Button>{t('portal.form.continue')}</Button>
          <Button look="secondary" name="go" value="later" skipChecks>
            {t('portal.form.later')}
          </Button>
          {isFirst ? null : (
            <Button look="quiet" name="go" value="back" skipChecks>
              {t('portal.form.back')}
            </Button>
          )}
        </FormActions>
      </ActForm>
      <p class="f-section">
        <a href={`/drafts/${draftId}/discard`}>{t('portal.form.discard')}</a>
      </p>
    </PortalPage>
  )
}

/** The key Enter presses a form's first button: it must be the one that goes on, and not one that removes a file. */
export function FirstButton() {
  return <button type="submit" class="visually-hidden" tabIndex={-1} aria-hidden="true" />
}
