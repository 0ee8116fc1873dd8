import { EmptyState, type PageContext, PageTitle, PortalPage, SearchBox } from '../../../ui/index.ts'
import { LifeEventSections, ServiceCards } from './life-event-sections.tsx'
import type { OfferedService } from './offered.ts'

interface SearchProps {
  ctx: PageContext
  asked: string
  all: readonly OfferedService[]
  results: readonly OfferedService[]
}

/** All services, or those for what was asked. */
export function SearchPage({ ctx, asked, all, results }: SearchProps) {
  const { t } = ctx
  return (
    <PortalPage ctx={ctx} title={t('ui.menu.services')} crumbs={[{ text: t('ui.menu.services') }]} noSearch>
      <PageTitle title={t('ui.menu.services')} lead={t('portal.services.lead')} />
      <SearchBox ctx={ctx} id="services-search" suggest="/services/suggestions" value={asked} />
      {asked === '' ? (
        <LifeEventSections ctx={ctx} services={all} />
      ) : (
        <Results ctx={ctx} asked={asked} results={results} />
      )}
      {asked !== '' && results.length === 0 ? <LifeEventSections ctx={ctx} services={all} /> : null}
    </PortalPage>
  )
}

function Results({ ctx, asked, results }: Omit<SearchProps, 'all'>) {
  const { t } = ctx
  if (results.length === 0) {
    return (
      <section class="f-section">
        <EmptyState
          title={t('portal.services.nothing.title', { asked })}
          text={t('portal.services.nothing.text')}
          icon="search"
          action={{ href: '/help', text: t('portal.services.nothing.action') }}
        />
      </section>
    )
  }
  return (
    <section class="f-section">
      <h2>{t('portal.services.found', { n: results.length, asked })}</h2>
      <ServiceCards services={results} />
      <p class="f-section">
        <a href="/services">{t('portal.services.all')}</a>
      </p>
    </section>
  )
}
