import { ActForm, FormActions } from '../components/act-form/act-form.tsx'
import { Button } from '../components/act-form/button.tsx'
import { Badge } from '../components/badge/badge.tsx'
import { Confirm } from '../components/confirm-page/confirm-page.tsx'
import { DataTable } from '../components/data-table/data-table.tsx'
import { workColumns, workLines } from '../components/data-table/fixtures.tsx'
import { DeskPage } from '../components/desk-page/desk-page.tsx'
import { FilterBar } from '../components/filter-bar/filter-bar.tsx'
import { workFilters } from '../components/filter-bar/fixtures.tsx'
import { fixtures as fieldFixtures } from '../components/form-field/fixtures.tsx'
import { worksFacts } from '../components/key-values/fixtures.tsx'
import { KeyValues } from '../components/key-values/key-values.tsx'
import { PageTitle } from '../components/page-title/page-title.tsx'
import { PortalPage } from '../components/portal-page/portal-page.tsx'
import { ProblemPage } from '../components/problem-page/problem-page.tsx'
import { worksMap } from '../components/process-map/fixtures.tsx'
import { ProcessMap } from '../components/process-map/process-map.tsx'
import { SearchBox } from '../components/search-box/search-box.tsx'
import { TownServices } from '../components/service-card/fixtures.tsx'
import { worksSteps } from '../components/stepper/fixtures.tsx'
import { Stepper } from '../components/stepper/stepper.tsx'
import { CaseTabs } from '../components/tabs/fixtures.tsx'
import { CorrectionTask } from '../components/task-card/fixtures.tsx'
import { answerTerm } from '../components/term-box/fixtures.tsx'
import { TermBox } from '../components/term-box/term-box.tsx'
import { worksHistory } from '../components/timeline/fixtures.tsx'
import { Timeline } from '../components/timeline/timeline.tsx'
import type { PageContext } from '../page-context.ts'
import { type SamplePage, said } from './fixture.ts'

/** Whole pages made of the components, to judge how they live together. */
export const samplePages: readonly SamplePage[] = [
  { key: 'home', name: 'Portal home', render: home },
  { key: 'application', name: 'A step of an application, with errors', render: application },
  { key: 'case', name: 'The citizen’s page of a case', render: citizenCase },
  { key: 'confirm', name: 'Confirm something that cannot be undone', render: confirmWithdrawal },
  { key: 'desk', name: 'The officer’s work list', render: workList },
  { key: 'desk-case', name: 'The officer’s page of a case', render: officerCase },
  {
    key: 'failed',
    name: 'Something failed',
    render: (ctx) => <ProblemPage ctx={ctx} kind="failed" reference="7F3K-21" />,
  },
  { key: 'no-permission', name: 'No permission', render: (ctx) => <ProblemPage ctx={ctx} kind="no-permission" /> },
]

function home(ctx: PageContext) {
  return (
    <PortalPage
      ctx={ctx}
      title={ctx.t('ui.home')}
      noSearch
      band={
        <div class="f-band">
          <div class="f-width">
            <h1>{said(ctx, { ca: 'Fes els tràmits des de casa', it: 'Fai le tue pratiche da casa' })}</h1>
            <p class="f-lead">
              {said(ctx, {
                ca: 'Demana, paga i segueix cada tràmit fins al final. Si prefereixes venir, t’esperem a l’ajuntament.',
                it: 'Chiedi, paga e segui ogni pratica fino alla fine. Se preferisci venire, ti aspettiamo in Comune.',
              })}
            </p>
            <SearchBox ctx={ctx} id="home-search" />
          </div>
        </div>
      }
    >
      <section class="f-section">
        <h2>{said(ctx, { ca: 'El que més es demana', it: 'I più richiesti' })}</h2>
        <TownServices ctx={ctx} />
      </section>
    </PortalPage>
  )
}

function application(ctx: PageContext) {
  const errors = [
    {
      field: 'email',
      text: said(ctx, { ca: 'Falta el final de l’adreça de correu.', it: 'Manca la fine dell’indirizzo e-mail.' }),
    },
  ]
  const shown = [
    'email with an error',
    'long text with a limit',
    'money',
    'yes or no',
    'one of several',
    'files, one kept',
    'a declaration',
  ]
  return (
    <PortalPage
      ctx={ctx}
      title={worksTitle(ctx)}
      crumbs={[{ text: ctx.t('ui.menu.services'), href: '/services' }, { text: worksTitle(ctx) }]}
    >
      <PageTitle over={worksTitle(ctx)} title={said(ctx, { ca: 'Les obres', it: 'I lavori' })} />
      <Stepper ctx={ctx} steps={worksSteps(ctx)} />
      <ActForm ctx={ctx} errors={errors} multipart>
        {fieldFixtures.examples.filter(({ name }) => shown.includes(name)).map(({ render }) => render(ctx))}
        <FormActions>
          <Button>{said(ctx, { ca: 'Continua', it: 'Continua' })}</Button>
          <Button look="secondary" name="later" value="yes" skipChecks>
            {said(ctx, { ca: 'Desa i continua més tard', it: 'Salva e continua dopo' })}
          </Button>
        </FormActions>
      </ActForm>
    </PortalPage>
  )
}

const worksTitle = (ctx: PageContext) => said(ctx, { ca: 'Permís d’obres menors', it: 'Permesso per piccoli lavori' })

function citizenCase(ctx: PageContext) {
  return (
    <PortalPage
      ctx={{
        ...ctx,
        flash: {
          kind: 'success',
          text: said(ctx, {
            ca: 'Hem rebut la sol·licitud amb el número 2026/000417.',
            it: 'Abbiamo ricevuto la domanda con il numero 2026/000417.',
          }),
        },
      }}
      title={worksTitle(ctx)}
      crumbs={[{ text: ctx.t('ui.menu.folder'), href: '/folder' }, { text: '2026/000123' }]}
    >
      <PageTitle
        over="2026/000123"
        title={worksTitle(ctx)}
        beside={<Badge tone="warning">{said(ctx, { ca: 'Et toca a tu', it: 'Tocca a te' })}</Badge>}
      />
      <div class="f-columns">
        <div>
          <CorrectionTask ctx={ctx} level={2} />
          <section class="f-section">
            <h2>{said(ctx, { ca: 'On és ara', it: 'Dov’è adesso' })}</h2>
            <ProcessMap ctx={ctx} src="/assets/gallery/process.bpmn" steps={worksMap(ctx)} />
          </section>
          <section class="f-section">
            <h2>{said(ctx, { ca: 'Què ha passat', it: 'Che cosa è successo' })}</h2>
            <Timeline label={said(ctx, { ca: 'Història', it: 'Storia' })} events={worksHistory(ctx)} />
          </section>
        </div>
        <aside class="f-stack">
          <TermBox ctx={ctx} term={answerTerm(ctx)} />
          <KeyValues items={worksFacts(ctx)} columns={2} />
        </aside>
      </div>
    </PortalPage>
  )
}

function confirmWithdrawal(ctx: PageContext) {
  return (
    <PortalPage
      ctx={ctx}
      title={worksTitle(ctx)}
      crumbs={[
        { text: ctx.t('ui.menu.folder'), href: '/folder' },
        { text: '2026/000123', href: '#case' },
      ]}
    >
      <Confirm
        ctx={ctx}
        isDanger
        question={said(ctx, { ca: 'Vols retirar la sol·licitud?', it: 'Vuoi ritirare la domanda?' })}
        consequence={said(ctx, {
          ca: 'El tràmit s’acabarà i no es podrà tornar a obrir. Podràs demanar-ho un altre cop quan vulguis.',
          it: 'La pratica si chiuderà e non si potrà riaprire. Potrai chiedere di nuovo quando vuoi.',
        })}
        confirm={said(ctx, { ca: 'Retira la sol·licitud', it: 'Ritira la domanda' })}
        backHref="#case"
      />
    </PortalPage>
  )
}

const officer = { kind: 'officer', name: 'Mireia', roles: ['lawyer'], offices: ['town-planning'] } as const

function workList(ctx: PageContext) {
  const desk = { ...ctx, visitor: officer, query: { ...ctx.query, procedure: 'minor-works', sort: 'end' } }
  return (
    <DeskPage ctx={desk} title={ctx.t('ui.desk.work')} active="work">
      <PageTitle
        title={said(ctx, { ca: 'La teva feina', it: 'Il tuo lavoro' })}
        lead={said(ctx, {
          ca: 'Primer el que té més risc de fer tard.',
          it: 'Prima ciò che rischia di più il ritardo.',
        })}
        action={{ href: '#new', text: said(ctx, { ca: 'Obre un expedient', it: 'Apri una pratica' }), icon: 'plus' }}
      />
      <FilterBar ctx={desk} filters={workFilters(desk)} />
      <DataTable
        ctx={desk}
        caption={said(ctx, { ca: 'Feina pendent', it: 'Lavoro da fare' })}
        hideCaption
        columns={workColumns(desk)}
        rows={workLines}
        total={1240}
        paging={{ after: 'x' }}
        exportHref="#csv"
      />
    </DeskPage>
  )
}

function officerCase(ctx: PageContext) {
  const desk = { ...ctx, visitor: officer }
  return (
    <DeskPage
      ctx={desk}
      title="2026/000123"
      active="cases"
      crumbs={[{ text: ctx.t('ui.desk.cases'), href: '/desk/cases' }, { text: '2026/000123' }]}
    >
      <PageTitle
        over="2026/000123"
        title={worksTitle(ctx)}
        beside={<Badge tone="info">{said(ctx, { ca: 'En tràmit', it: 'In corso' })}</Badge>}
        action={{ href: '#decide', text: said(ctx, { ca: 'Redacta la resolució', it: 'Scrivi la decisione' }) }}
      />
      <CaseTabs ctx={desk} />
      <div class="f-columns">
        <div>
          <section class="f-panel">
            <h2>{said(ctx, { ca: 'Dades', it: 'Dati' })}</h2>
            <KeyValues items={worksFacts(ctx)} />
          </section>
          <section class="f-panel">
            <h2>{said(ctx, { ca: 'Història', it: 'Storia' })}</h2>
            <Timeline label={said(ctx, { ca: 'Història', it: 'Storia' })} events={worksHistory(ctx)} />
          </section>
        </div>
        <aside class="f-stack">
          <TermBox
            ctx={desk}
            term={{
              ...answerTerm(ctx),
              title: said(ctx, { ca: 'Cal notificar abans del', it: 'Da notificare entro il' }),
              daysLeft: 3,
            }}
          />
        </aside>
      </div>
    </DeskPage>
  )
}
