import type { ComponentChildren } from 'preact'
import { ButtonLink, KeyValues, type PageContext, PageTitle, PortalPage } from '../../../ui/index.ts'
import { termInWords, type UsualTime } from '../../cases/index.ts'
import type { Service } from '../../catalogue/index.ts'
import { usualTimeText } from '../usual-times.ts'
import type { CallWindow } from './call-window.ts'
import { CallWindowBox } from './call-window-box.tsx'
import { LIFE_EVENTS, OTHER_LIFE_EVENT } from './life-events.ts'
import { ListsOfService, type PublicYears } from './list-view.tsx'

type ServiceTerm = Service['terms'][string]

interface ServiceProps {
  ctx: PageContext
  sheet: Service
  /** What was measured; absent when there is too little to say. */
  measured: UsualTime | undefined
  /** The name of the office that decides. */
  office: string | undefined
  /** When it can be asked for, where that is not always. */
  window: CallWindow | undefined
  /** The years of a call whose lists are public. */
  lists: PublicYears
}

/** A service, made from its package: what one wants to know before beginning, in the order in which one asks it. */
export function ServicePage({ ctx, sheet, measured, office, window, lists }: ServiceProps) {
  const { t, lang } = ctx
  const title = sheet.title[lang] ?? sheet.id
  const event = LIFE_EVENTS.has(sheet.lifeEvent) ? sheet.lifeEvent : OTHER_LIFE_EVENT
  const isClosed = window?.isOpen === false
  const start = {
    href: `/services/${sheet.id}/apply`,
    text: t(isClosed ? 'portal.service.prepare' : 'portal.service.start'),
    look: isClosed ? ('secondary' as const) : ('primary' as const),
  }
  return (
    <PortalPage
      ctx={ctx}
      title={title}
      description={sheet.summary[lang]}
      crumbs={[{ text: t('ui.menu.services'), href: '/services' }, { text: title }]}
    >
      <PageTitle over={t(`portal.life.${event}`)} title={title} lead={sheet.summary[lang]} action={start} />
      <div class="f-columns f-columns-split">
        <div>
          {window === undefined ? null : <CallWindowBox ctx={ctx} window={window} />}
          <Text title={t('portal.service.what')}>{sheet.what[lang]}</Text>
        </div>
        <aside class="f-stack f-section" aria-label={t('portal.service.in-short')}>
          <InShort ctx={ctx} sheet={sheet} measured={measured} office={office} />
        </aside>
        <div>
          <Text title={t('portal.service.who')}>{sheet.who[lang]}</Text>
          <Needs ctx={ctx} sheet={sheet} />
          <Text title={t('portal.service.cost')}>{sheet.cost[lang]}</Text>
          <Text title={t('portal.service.result')}>{sheet.result[lang]}</Text>
          <HowLong ctx={ctx} term={sheet.terms[ctx.municipality.law]} measured={measured} />
          <Appeal ctx={ctx} term={sheet.terms[ctx.municipality.law]} />
          <ListsOfService ctx={ctx} id={sheet.id} years={lists} />
          <Law ctx={ctx} sheet={sheet} />
          <p class="f-section">
            <ButtonLink {...start} />
          </p>
        </div>
      </div>
    </PortalPage>
  )
}

function Text({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="f-section">
      <h2>{title}</h2>
      {typeof children === 'string' ? <p>{children}</p> : children}
    </section>
  )
}

function Needs({ ctx, sheet }: { ctx: PageContext; sheet: Service }) {
  return (
    <Text title={ctx.t('portal.service.needs')}>
      <ul>
        {sheet.needs.map((need) => (
          <li>{need[ctx.lang]}</li>
        ))}
      </ul>
      <p class="f-muted">{ctx.t('portal.service.not-asked')}</p>
    </Text>
  )
}

function HowLong({
  ctx,
  term,
  measured,
}: {
  ctx: PageContext
  term: ServiceTerm | undefined
  measured: UsualTime | undefined
}) {
  const { t, lang } = ctx
  return (
    <Text title={t('portal.service.how-long')}>
      {measured === undefined ? null : (
        <p>
          {measured.medianDays < 1
            ? t('portal.service.measured-at-once', { cases: measured.cases })
            : t('portal.service.measured', {
                n: Math.round(measured.medianDays),
                most: Math.max(1, Math.round(measured.ninetiethDays)),
                cases: measured.cases,
              })}
        </p>
      )}
      {term === undefined ? null : (
        <>
          <p>{term.text[lang]}</p>
          {term.unless.map(({ text, source }) => (
            <p>
              {text[lang]}{' '}
              <small class="f-muted" lang={ctx.municipality.law}>
                {source}
              </small>
            </p>
          ))}
          <p>
            <small class="f-muted" lang={ctx.municipality.law}>
              {term.source}
            </small>
          </p>
        </>
      )}
    </Text>
  )
}

function Appeal({ ctx, term }: { ctx: PageContext; term: ServiceTerm | undefined }) {
  if (!term?.appeal) return null
  const { name, term: length, source } = term.appeal
  return (
    <Text title={ctx.t('portal.service.appeal')}>
      <p>{ctx.t('portal.service.appeal-text', { term: termInWords(ctx, length) })}</p>
      <p>
        <small class="f-muted" lang={ctx.municipality.law}>{`${name}: ${source}`}</small>
      </p>
    </Text>
  )
}

function Law({ ctx, sheet }: { ctx: PageContext; sheet: Service }) {
  const basis = sheet.legalBasis[ctx.municipality.law] ?? []
  if (basis.length === 0) return null
  return (
    <Text title={ctx.t('portal.service.law')}>
      <ul>
        {basis.map(({ law, articles, title, lang = ctx.municipality.law }) => (
          <li>
            <span lang={lang}>{title}</span> (<span lang={lang}>{law}</span>,{' '}
            {ctx.t('portal.service.articles', { articles })})
          </li>
        ))}
      </ul>
    </Text>
  )
}

function InShort({ ctx, sheet, measured, office }: Omit<ServiceProps, 'lists' | 'window'>) {
  const { t } = ctx
  const term = sheet.terms[ctx.municipality.law]
  const channels = sheet.channels.map((channel) => t(`portal.channel.${channel}`)).join(', ')
  const items = [
    { key: t('portal.service.usual'), value: usualTimeText(ctx, measured) },
    { key: t('portal.service.term'), value: term && termInWords(ctx, term.term) },
    {
      key: t('portal.service.no-answer'),
      value: term && t(`portal.silence.${term.silence}`),
    },
    { key: t('portal.service.channels'), value: channels },
    { key: t('portal.service.office'), value: office },
  ]
  return (
    <section>
      <h2>{t('portal.service.in-short')}</h2>
      <KeyValues items={items.flatMap(({ key, value }) => (value === undefined ? [] : [{ key, value }]))} />
    </section>
  )
}
