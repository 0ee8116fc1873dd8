import { CardGrid, type PageContext, ServiceCard } from '../../../ui/index.ts'
import { LIFE_EVENTS, lifeEventIcon, OTHER_LIFE_EVENT } from './life-events.ts'
import type { OfferedService } from './offered.ts'

/** Services under the moment of life in which one needs them. */
export function LifeEventSections({ ctx, services }: { ctx: PageContext; services: readonly OfferedService[] }) {
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
