import type { Actor } from '../../../platform/acts/index.ts'
import { ActForm, Button, ButtonLink, KeyList, KeyValues, type PageContext, PageTitle } from '../../../ui/index.ts'
import type { SavedFilter } from '../../cases/index.ts'
import { Desk } from '../desk-view.tsx'
import type { Names } from '../names.ts'
import { digitOf } from '../work/lists.ts'

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
      <div class="d-panels d-narrow">
        <section class="f-panel">
          <KeyValues
            items={[
              { key: t('desk.me.offices'), value: me.offices.map((office) => names.office(office)).join(', ') || '–' },
              { key: t('desk.me.roles'), value: me.roles.map((role) => t(`desk.role.${role}`)).join(', ') },
            ]}
          />
          <form method="post" action="/sign-out" class="d-section">
            <Button look="secondary">{t('desk.me.sign-out')}</Button>
          </form>
        </section>
        <Filters ctx={ctx} filters={filters} />
        <section class="f-panel">
          <h2>{t('desk.me.passkeys')}</h2>
          <p>{t('desk.me.passkeys-text')}</p>
          <ButtonLink href="/desk/me/passkeys" text={t('desk.me.passkeys-link')} look="secondary" />
        </section>
        <section class="f-panel">
          <h2>{t('desk.me.own')}</h2>
          <p>{t('desk.me.own-text')}</p>
          <ButtonLink href="/sign-in/person?next=/me/acting-for" text={t('desk.me.own-link')} look="secondary" />
        </section>
        <section class="f-panel" id="keys">
          <h2>{t('ui.keys.title')}</h2>
          <p>{t('desk.me.keys-text')}</p>
          <KeyList ctx={ctx} />
        </section>
      </div>
    </Desk>
  )
}

/** The filters that the officer keeps: each stands among the lists of the work list, under a digit. */
function Filters({ ctx, filters }: Pick<MeProps, 'ctx' | 'filters'>) {
  const { t } = ctx
  return (
    <section class="f-panel">
      <h2>{t('desk.me.filters')}</h2>
      {filters.length === 0 ? <p>{t('desk.me.no-filters')}</p> : null}
      <ul class="d-list">
        {filters.map(({ name, query }, index) => (
          <li class="d-line">
            <a href={`/desk?${query}`}>{name}</a>
            {digitOf(index) === undefined ? null : <kbd>{digitOf(index)}</kbd>}
            <ActForm ctx={ctx} action="/desk/filters/forget">
              <input type="hidden" name="name" value={name} />
              <Button look="quiet">{t('desk.me.forget', { name })}</Button>
            </ActForm>
          </li>
        ))}
      </ul>
    </section>
  )
}
