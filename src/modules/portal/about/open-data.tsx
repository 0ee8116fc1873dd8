import { type PageContext, PageTitle, PortalPage } from '../../../ui/index.ts'
import { publishedCalls } from '../../cases/index.ts'
import { publishedServices } from '../../catalogue/index.ts'
import { thisYear } from '../services/lists.ts'
import { reading, type Visit } from '../visit.ts'

interface Link {
  readonly href: string
  readonly text: string
}

/** What anybody may take and use again: the services as data, the lists of grants, and the description of the interface. */
export async function openDataPage(visit: Visit) {
  const { ctx } = visit
  const offered = await reading(visit, async (db) => {
    const all = await publishedServices(db, visit.request.municipality)
    return await Promise.all(
      all.map(async ({ id, service }) => ({
        ...{ id, title: service.title[ctx.lang] ?? id },
        calls: service.call === undefined ? [] : await publishedCalls(db, id, thisYear(visit)),
      })),
    )
  })
  const services = offered.map(({ id, title }) => ({ href: `/api/v1/services/${id}`, text: title }))
  const lists = offered.flatMap(({ id, title, calls }) =>
    calls.map(({ year, stage }) => ({
      href: `/services/${id}/lists/${year}`,
      text: `${title}: ${ctx.t(`portal.list.${stage}`, { year: String(year) })}`,
    })),
  )
  return visit.reply.page(OpenDataPage({ ctx, services, lists }))
}

interface OpenDataProps {
  ctx: PageContext
  services: readonly Link[]
  lists: readonly Link[]
}

function OpenDataPage({ ctx, services, lists }: OpenDataProps) {
  const { t } = ctx
  const title = t('portal.opendata.title')
  const all = { href: '/api/v1/services', text: t('portal.opendata.all-services') }
  const described = { href: '/api/openapi.json', text: t('portal.opendata.description') }
  return (
    <PortalPage ctx={ctx} title={title} crumbs={[{ text: title }]}>
      <PageTitle title={title} lead={t('portal.opendata.lead')} />
      <Links ctx={ctx} section="services" links={[all, ...services]} />
      <Links ctx={ctx} section="lists" links={lists} />
      <Links ctx={ctx} section="programs" links={[described]} />
      <Links ctx={ctx} section="reuse" links={[]} />
    </PortalPage>
  )
}

function Links({ ctx, section, links }: { ctx: PageContext; section: string; links: readonly Link[] }) {
  if (section === 'lists' && links.length === 0) return null
  return (
    <section class="f-section" id={section}>
      <h2>{ctx.t(`portal.opendata.${section}.title`)}</h2>
      <p>{ctx.t(`portal.opendata.${section}.text`, { name: ctx.municipality.name })}</p>
      {links.length === 0 ? null : (
        <ul>
          {links.map(({ href, text }) => (
            <li>
              <a href={href}>{text}</a>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
