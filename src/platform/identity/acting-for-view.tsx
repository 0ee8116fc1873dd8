import { Button, FormActions, FormField, type PageContext, PageTitle, PortalPage } from '../../ui/index.ts'
import { formatDate } from '../i18n/index.ts'
import type { Mandate, PersonVisitor } from './visitor.ts'

interface ActingForProps {
  readonly ctx: PageContext
  readonly visitor: PersonVisitor
  readonly mandates: readonly Mandate[]
  readonly next: string
}

/** Oneself, or one of those who gave a mandate that holds today. */
export function ActingForPage({ ctx, visitor, mandates, next }: ActingForProps) {
  const { t, lang } = ctx
  const title = t('identity.acting-for.title')
  const represented = mandates.map(({ personId, name, until }) => ({
    value: personId,
    text: name,
    hint: until && t('identity.acting-for.until', { date: formatDate(lang, until) }),
  }))
  const options = [{ value: '', text: t('identity.acting-for.myself', { name: visitor.name }) }, ...represented]
  const value = visitor.actsFor?.personId ?? ''
  return (
    <PortalPage ctx={ctx} title={title}>
      <PageTitle title={title} lead={t('identity.acting-for.what')} />
      {mandates.length === 0 && <p>{t('identity.acting-for.none')}</p>}
      <form class="f-form" method="post" action="/me/acting-for">
        <input type="hidden" name="next" value={next} />
        <FormField
          ctx={ctx}
          field={{ kind: 'choice', name: 'person', label: t('identity.acting-for.who'), options, value }}
        />
        <FormActions>
          <Button>{t('identity.acting-for.submit')}</Button>
        </FormActions>
      </form>
    </PortalPage>
  )
}
