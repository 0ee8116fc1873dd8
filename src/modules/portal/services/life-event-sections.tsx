import { CardGrid, type PageContext, ServiceCard } from '../../../ui/index.ts'
import { LIFE_EVENTS, lifeEventIcon, OTHER_LIFE_EVENT } from './life-events.ts'
import type { OfferedService } from './offered.ts'

/** Services under the moment of life in which one needs them. */
export function LifeEventSections({ ctx, services }: { ctx: PageContext; services: readonly OfferedService[] }) {
  if (services.length <= FEW) return <Few ctx={ctx} services={services} />
  const groups = Map.groupBy(services, ({ lifeEvent }) => (LIFE_EVENTS.has(lifeEvent) ? lifeEvent : OTHER_LIFE_EVENT))
  return (
    <>
      {[...LIFE_EVENTS.keys()]
        .filter((event) => groups.has(event))
        .map((event) => (
          <section class="f-section" id={event}>
            <h2>{ctx.t(`portal.life.${event}`)}</h2>
            <ServiceCards services={groups.get(event) ?? []} />
          </section>
        ))}
    </>
  )
}

/** So few that a heading for each would be more headings than services. */
const FEW = 6

function Few({ ctx, services }: { ctx: PageContext; services: readonly OfferedService[] }) {
  const order = [...LIFE_EVENTS.keys()]
  const inOrder = [...services].sort((a, b) => order.indexOf(a.lifeEvent) - order.indexOf(b.lifeEvent))
  const noted = inOrder.map((one) => ({
    ...one,
    usual: [lifeEventName(ctx, one.lifeEvent), one.usual].filter(Boolean).join(' · '),
  }))
  return (
    <section class="f-section">
      <h2>{ctx.t('portal.home.services')}</h2>
      <ServiceCards services={noted} />
    </section>
  )
}

function lifeEventName({ t }: PageContext, event: string): string {
  return t(`portal.life.${LIFE_EVENTS.has(event) ? event : OTHER_LIFE_EVENT}`)
}

export function ServiceCards({ services }: { services: readonly OfferedService[] }) {
  return (
    <CardGrid>
      {services.map(({ id, title, summary, lifeEvent, usual }) => (
        <ServiceCard
          href={`/services/${id}`}
          title={title}
          text={summary}
          icon={lifeEventIcon(lifeEvent)}
          note={usual}
        />
      ))}
    </CardGrid>
  )
}
