import type { ActivityNode, EventNode, TimerData, TimeText } from '../graph.ts'
import { addDuration, isDuration, isInstant, milliseconds, parseCycle } from '../iso-time.ts'
import type { Timer } from '../state.ts'
import { type LiveToken, type Run, refuse } from './run.ts'
import { today } from './suspension.ts'
import { evaluate } from './variables.ts'

/** Sets the timers of the boundary events of an activity. */
export function armBoundaries(run: Run, token: LiveToken, node: ActivityNode): void {
  for (const id of node.boundaries) {
    const boundary = run.node(id)
    if (boundary.kind === 'boundary') arm(run, token, boundary)
  }
}

/** Sets the timers of an event on behalf of a token that waits (the end of the process's term needs none). */
export function arm(run: Run, token: LiveToken, event: EventNode): void {
  for (const trigger of event.triggers) {
    if (trigger.type !== 'timer') continue
    const set = timerFor(run, token, event, trigger.timer)
    if (set) run.timers = [...run.timers, { on: event.id, token: token.id, ...set }]
  }
}

type Setting = Omit<Timer, 'on' | 'token'>

function timerFor(run: Run, token: LiveToken, event: EventNode, timer: TimerData): Setting | undefined {
  switch (timer.kind) {
    case 'process-term':
      return undefined
    case 'term': {
      const { term, start } = timer
      const end = run.ports.endOfTerm({ term, start, from: today(run), suspended: [], runsFor: 'person' })
      return { due: run.ports.startOfDayAfter(end) }
    }
    case 'date':
      return { due: instantOf(run, timeText(run, token, event, timer.value, isInstant)) }
    case 'duration':
      return { due: addDuration(run.at, timeText(run, token, event, timer.value, isDuration)) }
    case 'cycle':
      return firstOfCycle(
        run,
        timeText(run, token, event, timer.value, (text) => parseCycle(text) !== undefined),
      )
  }
}

function firstOfCycle(run: Run, text: string): Setting | undefined {
  const cycle = parseCycle(text)
  if (!cycle || cycle.times === 0) return undefined
  return {
    due: cycle.start ?? addDuration(run.at, cycle.every),
    every: cycle.every,
    ...(cycle.times !== undefined && { left: cycle.times - 1 }),
    ...(cycle.until !== undefined && { until: cycle.until }),
  }
}

function timeText(
  run: Run,
  token: LiveToken,
  event: EventNode,
  time: TimeText,
  fits: (text: string) => boolean,
): string {
  if ('iso' in time) return time.iso
  const value = evaluate(run, token, time.feel)
  if (typeof value === 'string' && fits(value)) return value
  const remedy = `“${time.feel}” gives ${JSON.stringify(value)}; it must give ISO 8601 text of the right kind.`
  return refuse('bad-value', event.drawn ?? event.id, remedy)
}

/** A day or time without offset is meant in the offset of the current time. */
function instantOf(run: Run, text: string): string {
  if (/(Z|[+-]\d{2}:?\d{2})$/.test(text.slice(10))) return text
  const offset = /(Z|[+-]\d{2}:?\d{2})$/.exec(run.at.slice(10))?.[1] ?? 'Z'
  return `${text.length === 10 ? `${text}T00:00:00` : text}${offset}`
}

/** The timer that fires first among those due by an instant; set again when it repeats. */
export function nextTimer(timers: readonly Timer[]): Timer | undefined {
  let first: Timer | undefined
  for (const timer of timers) if (!first || time(timer.due) < time(first.due)) first = timer
  return first
}

/** Takes a timer out as it fires; a repeating one is set for its next time. */
export function spend(run: Run, timer: Timer): void {
  const { every, left, until, due } = timer
  const others = run.timers.filter((other) => other !== timer)
  const next = every === undefined || left === 0 ? undefined : addDuration(due, every)
  const goesOn = next !== undefined && (until === undefined || time(next) <= time(until))
  run.timers = goesOn ? [...others, { ...timer, due: next, ...(left !== undefined && { left: left - 1 }) }] : others
}

/** An instant that the engine itself wrote or checked, in milliseconds. */
export function time(instant: string): number {
  const value = milliseconds(instant)
  if (value === undefined) throw new Error(`Not an instant: ${instant}`)
  return value
}
