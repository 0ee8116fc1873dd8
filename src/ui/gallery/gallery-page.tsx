import type { VNode } from 'preact'
import { fixtures as actForm } from '../components/act-form/fixtures.tsx'
import { fixtures as badge } from '../components/badge/fixtures.tsx'
import { fixtures as callout } from '../components/callout/fixtures.tsx'
import { fixtures as chart } from '../components/chart/fixtures.tsx'
import { fixtures as checkAnswers } from '../components/check-answers/fixtures.tsx'
import { fixtures as dataTable } from '../components/data-table/fixtures.tsx'
import { fixtures as documentList } from '../components/document-list/fixtures.tsx'
import { fixtures as emptyState } from '../components/empty-state/fixtures.tsx'
import { fixtures as errorSummary } from '../components/error-summary/fixtures.tsx'
import { fixtures as filterBar } from '../components/filter-bar/fixtures.tsx'
import { fixtures as formField } from '../components/form-field/fixtures.tsx'
import { fixtures as keyValues } from '../components/key-values/fixtures.tsx'
import { fixtures as moneyTable } from '../components/money-table/fixtures.tsx'
import { PageTitle } from '../components/page-title/page-title.tsx'
import { PortalPage } from '../components/portal-page/portal-page.tsx'
import { fixtures as processMap } from '../components/process-map/fixtures.tsx'
import { fixtures as searchBox } from '../components/search-box/fixtures.tsx'
import { fixtures as serviceCard } from '../components/service-card/fixtures.tsx'
import { fixtures as signatureBox } from '../components/signature-box/fixtures.tsx'
import { fixtures as stepper } from '../components/stepper/fixtures.tsx'
import { fixtures as tabs } from '../components/tabs/fixtures.tsx'
import { fixtures as taskCard } from '../components/task-card/fixtures.tsx'
import { fixtures as termBox } from '../components/term-box/fixtures.tsx'
import { fixtures as timeline } from '../components/timeline/fixtures.tsx'
import { fixtures as waiting } from '../components/waiting/fixtures.tsx'
import { type PageContext, withQuery } from '../page-context.ts'
import type { Fixtures } from './fixture.ts'
import { samplePages } from './sample-pages.tsx'

/** All the components, in the order in which a page uses them. */
export const allFixtures: readonly Fixtures[] = [
  searchBox,
  serviceCard,
  taskCard,
  stepper,
  errorSummary,
  formField,
  actForm,
  checkAnswers,
  moneyTable,
  processMap,
  termBox,
  timeline,
  documentList,
  signatureBox,
  filterBar,
  dataTable,
  tabs,
  keyValues,
  badge,
  callout,
  emptyState,
  waiting,
  chart,
]

/** `/gallery`: every component in its states; `?page=` one of the sample pages. For designers and developers, so its own words are English. */
export function galleryPage(ctx: PageContext): VNode {
  const sample = samplePages.find(({ key }) => key === ctx.query.page)
  if (sample) return sample.render(ctx)
  return (
    <PortalPage ctx={ctx} title="Gallery">
      <PageTitle title="Gallery" lead="Every component of Finestra in its states, in the colours of this town." />
      <nav aria-label="Sample pages" class="f-gallery-pages">
        <h2>Whole pages</h2>
        <ul>
          {samplePages.map(({ key, name }) => (
            <li>
              <a href={withQuery(ctx, { page: key })}>{name}</a>
            </li>
          ))}
        </ul>
      </nav>
      {allFixtures.map(({ name, about, examples }) => (
        <section class="f-section" id={anchorOf(name)}>
          <h2>{name}</h2>
          <p class="f-muted">{about}</p>
          {examples.map((example) => (
            <div class="f-example">
              <p class="f-example-name">{example.name}</p>
              {example.render(ctx)}
            </div>
          ))}
        </section>
      ))}
    </PortalPage>
  )
}

const anchorOf = (name: string) => name.toLowerCase().replaceAll(' ', '-')
