import type { Actor } from '../../../platform/acts/index.ts'
import { ActForm, Button, ButtonLink, KeyValues, type PageContext, PageTitle } from '../../../ui/index.ts'
import type { SavedFilter } from '../../cases/index.ts'
import { Desk } from '../desk-view.tsx'
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
    <Desk ctx={ctx} title={me.name} active="me">
      <PageTitle title={me.name} />
      <div class="d-panels">
        <section class="f-panel">
          <KeyValues
            items={[
              { key: t('desk.me.offices'), value: me.offices.map((office) => names.office(office)).join(', ') || '–' },
              { key: t('desk.me.roles'), value: me.roles.map((role) => t(`desk.role.${role}`)).join(', ') },
            ]}
          />
        </section>
        <section class="f-panel">
          <h2>{t('desk.me.passkeys')}</h2>
          <p>{t('desk.me.passkeys-text')}</p>
          <ButtonLink href="/desk/me/passkeys" text={t('desk.me.passkeys-link')} look="secondary" />
        </section>
        {filters.length === 0 ? null : (
          <section class="f-panel">
            <h2>{t('desk.me.filters')}</h2>
            {filters.map(({ name, query }) => (
              <ActForm ctx={ctx} action="/desk/filters/forget">
                <input type="hidden" name="name" value={name} />
                <a href={`/desk?${query}`}>{name}</a> <Button look="quiet">{t('desk.me.forget', { name })}</Button>
              </ActForm>
            ))}
          </section>
        )}
        <form method="post" action="/sign-out">
          <Button look="secondary">{t('desk.me.sign-out')}</Button>
        </form>
      </div>
    </Desk>
  )
}
