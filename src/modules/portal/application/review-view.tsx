import type { Problem, VisiblePage } from '../../../core/forms/index.ts'
import {
  ActForm,
  Button,
  ButtonLink,
  Callout,
  CheckAnswers,
  FormActions,
  type PageContext,
  PageTitle,
  PortalPage,
  Stepper,
} from '../../../ui/index.ts'
import type { Service } from '../../catalogue/index.ts'
import { answersOf } from './field-views.ts'
import { stepsOf } from './steps.ts'

interface ReviewProps {
  ctx: PageContext
  draftId: string
  sheet: Service
  pages: readonly VisiblePage[]
  /** What keeps it from being filed. */
  problems: readonly Problem[]
  refused: string | undefined
}

/** Check your answers, and file. */
export function ReviewPage({ ctx, draftId, sheet, pages, problems, refused }: ReviewProps) {
  const { t, lang } = ctx
  const service = sheet.title[lang] ?? sheet.id
  const groups = pages.map((page) => ({
    title: page.title[lang] ?? page.id,
    href: `/drafts/${draftId}/${page.id}`,
    answers: answersOf(page.fields, ctx),
  }))
  return (
    <PortalPage
      ctx={ctx}
      title={`${t('portal.review.title')} · ${service}`}
      crumbs={[{ text: t('ui.menu.folder'), href: '/folder' }, { text: service }]}
      noSearch
    >
      <PageTitle over={service} title={t('portal.review.title')} lead={t('portal.review.lead')} />
      <Stepper ctx={ctx} steps={stepsOf(ctx, draftId, pages, 'review')} />
      {refused === undefined ? null : (
        <Callout ctx={ctx} kind="danger">
          <p>{refused}</p>
        </Callout>
      )}
      {problems.length === 0 ? null : <Missing ctx={ctx} draftId={draftId} pages={pages} problems={problems} />}
      <div class="f-section">
        <CheckAnswers ctx={ctx} groups={groups} />
      </div>
      {problems.length === 0 ? <File ctx={ctx} draftId={draftId} /> : null}
    </PortalPage>
  )
}

function Missing({ ctx, draftId, pages, problems }: Pick<ReviewProps, 'ctx' | 'draftId' | 'pages' | 'problems'>) {
  const { t, lang } = ctx
  const incomplete = pages.filter(({ id }) => problems.some(({ page }) => page === id))
  const [first] = incomplete
  return (
    <Callout ctx={ctx} kind="warning" title={t('portal.review.missing')} level={2}>
      <ul>
        {incomplete.map(({ id, title }) => (
          <li>
            <a href={`/drafts/${draftId}/${id}`}>{title[lang] ?? id}</a>
          </li>
        ))}
      </ul>
      {first === undefined ? null : (
        <ButtonLink href={`/drafts/${draftId}/${first.id}`} text={t('portal.review.complete')} />
      )}
    </Callout>
  )
}

function File({ ctx, draftId }: { ctx: PageContext; draftId: string }) {
  const { t } = ctx
  return (
    <section class="f-section">
      <h2>{t('portal.review.send-title')}</h2>
      <p>{t('portal.review.send-text')}</p>
      <ActForm ctx={ctx} action={`/drafts/${draftId}/review`}>
        <FormActions>
          <Button icon="check">{t('portal.review.send')}</Button>
          <ButtonLink look="secondary" href="/folder?done=portal.draft-kept" text={t('portal.form.later')} />
        </FormActions>
      </ActForm>
    </section>
  )
}
