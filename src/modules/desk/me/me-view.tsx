import type { Actor } from '../../../platform/acts/index.ts'
import { ActForm, Button, ButtonLink, DeskPage, KeyValues, type PageContext, PageTitle } from '../../../ui/index.ts'
import type { SavedFilter } from '../../cases/index.ts'
import type { Names } from '../names.ts'

interface MeProps {
  ctx: PageContext
  me: Actor
  filters: readonly SavedFilter[]
  names: Names
}

/** The officer's own page. */
export function MePage({ ctx, me, filters, names }: MeProps) {
  const { t } = ctx
  return (
    <DeskPage ctx={ctx} title={me.name} active="">
      <PageTitle title={me.name} />
      <KeyValues
        items={[
          { key: t('desk.me.offices'), value: me.offices.map((office) => names.office(office)).join(', ') || '–' },
          { key: t('desk.me.roles'), value: me.roles.map((role) => t(`desk.role.${role}`)).join(', ') },
        ]}
      />
      <section class="f-section">
        <h2>{t('desk.me.passkeys')}</h2>
        <p>{t('desk.me.passkeys-text')}</p>
        <ButtonLink href="/desk/me/passkeys" text={t('desk.me.passkeys-link')} look="secondary" />
      </section>
      {filters.length === 0 ? null : (
        <section class="f-section">
          <h2>{t('desk.me.filters')}</h2>
          {filters.map(({ name, query }) => (
            <ActForm ctx={ctx} action="/desk/filters/forget">
              <input type="hidden" name="name" value={name} />
              <a href={`/desk?${query}`}>{name}</a> <Button look="quiet">{t('desk.me.forget', { name })}</Button>
            </ActForm>
          ))}
        </section>
      )}
      <section class="f-section">
        <ButtonLink href="/sign-out" text={t('desk.me.sign-out')} look="secondary" />
      </section>
    </DeskPage>
  )
}
