import type { GatewayNode } from '../graph.ts'
import { flag, idOf, text, typeOf } from './element.ts'
import { type Drawn, type Reading, refuseDoing, unsupported } from './reading.ts'

const kinds: Readonly<Record<string, GatewayNode['kind']>> = {
  ExclusiveGateway: 'exclusive',
  InclusiveGateway: 'inclusive',
  ParallelGateway: 'parallel',
  EventBasedGateway: 'event-based',
}

/** Reads a gateway; a complex gateway, and an event gateway that wants all of its events, are refused. */
export function readGateway(reading: Reading, { element, base }: Drawn): GatewayNode | undefined {
  const kind = kinds[typeOf(element)]
  if (!kind) {
    unsupported(reading, element, 'Draw it with exclusive, inclusive or parallel gateways.')
    return undefined
  }
  if (kind === 'event-based' && text(element, 'eventGatewayType') === 'Parallel')
    unsupported(reading, element, 'Use a parallel gateway before the events.', 'It waits for all of its events.')
  if (kind === 'event-based' && flag(element, 'instantiate') && base.incoming.length > 0)
    reading.problems.refuse(
      'bad-flow',
      idOf(element),
      'It starts the process and yet a flow leads to it.',
      'Remove the flow or “instantiate”.',
    )
  refuseDoing(reading, element)
  return { kind, ...base }
}
