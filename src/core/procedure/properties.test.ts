import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  drawing,
  end,
  exclusive,
  flows,
  graphOf,
  inclusive,
  monday,
  parallel,
  start,
  sub,
  task,
} from './drawing-of-tests.ts'
import { type Graph, type ProcedureEvent, type State, step, type TraceEntry, waiting } from './index.ts'

/** A block-structured drawing: each block has one way in and one way out. */
type Block =
  | { kind: 'task' }
  | { kind: 'sequence' | 'parallel' | 'exclusive' | 'inclusive'; parts: Block[] }
  | { kind: 'loop' | 'sub'; body: Block }

const block: fc.Arbitrary<Block> = fc.letrec<{ block: Block }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constant<Block>({ kind: 'task' }),
    fc.record({
      kind: fc.constantFrom('sequence' as const, 'parallel' as const, 'exclusive' as const, 'inclusive' as const),
      parts: fc.array(tie('block'), { minLength: 2, maxLength: 3 }),
    }),
    fc.record({ kind: fc.constantFrom('loop' as const, 'sub' as const), body: tie('block') }),
  ),
})).block

interface Drawn {
  xml: string
  first: string
  last: string
}

/** Draws a block; choices are made by the variable `pick`, loops go round while `again` is true. */
function draw(what: Block, next: () => string): Drawn {
  if (what.kind === 'task') {
    const id = `t${next()}`
    return { xml: task(id), first: id, last: id }
  }
  if (what.kind === 'sub') {
    const id = `p${next()}`
    const body = draw(what.body, next)
    return { xml: sub(id, {}, start(`${id}s`), body.xml, flows(`${id}s > ${body.first}`)), first: id, last: id }
  }
  if ('body' in what) return drawLoop(what.body, next)
  const parts = what.parts.map((part) => draw(part, next))
  if (what.kind === 'sequence') return drawSequence(parts)
  return drawSplit(what.kind, parts, next())
}

function drawSequence(parts: readonly Drawn[]): Drawn {
  const links = parts.slice(1).map((part, index) => flows(`${parts[index]?.last} > ${part.first}`))
  return {
    xml: [...parts.map(({ xml }) => xml), ...links].join(''),
    first: parts[0]?.first ?? '',
    last: parts.at(-1)?.last ?? '',
  }
}

function drawSplit(kind: 'parallel' | 'exclusive' | 'inclusive', parts: readonly Drawn[], id: string): Drawn {
  const gateway = { parallel, exclusive, inclusive }[kind]
  const [split, join] = [`g${id}`, `j${id}`]
  const attributes = kind === 'parallel' ? {} : { default: `${split}-${parts[0]?.first}` }
  const condition = (index: number) => {
    if (kind === 'parallel' || index === 0) return ''
    return kind === 'exclusive' ? ` if pick = ${index}` : ` if pick >= ${index}`
  }
  const links = parts.map((part, index) =>
    flows(`${split} > ${part.first}${condition(index)}`, `${part.last} > ${join}`),
  )
  return {
    xml: [gateway(split, attributes), gateway(join), ...parts.map(({ xml }) => xml), ...links].join(''),
    first: split,
    last: join,
  }
}

function drawLoop(body: Block, next: () => string): Drawn {
  const id = next()
  const inner = draw(body, next)
  const [head, foot] = [`h${id}`, `f${id}`]
  const xml = [exclusive(head), inner.xml, exclusive(foot, { default: `${foot}-o${id}` }), exclusive(`o${id}`)]
  return {
    xml:
      xml.join('') +
      flows(`${head} > ${inner.first}`, `${inner.last} > ${foot}`, `${foot} > ${head} if again`, `${foot} > o${id}`),
    first: head,
    last: `o${id}`,
  }
}

function drawAll(what: Block): string {
  let count = 0
  const body = draw(what, () => String(count++))
  return drawing([], start('s'), body.xml, end('e'), flows(`s > ${body.first}`, `${body.last} > e`))
}

/** Plays a drawing to its end: which of the waiting tasks is completed next, and with what, is given by `choices`. */
function playAll(graph: Graph, choices: readonly number[], between: (state: State) => State = (state) => state) {
  const events: ProcedureEvent[] = []
  const trace: TraceEntry[] = []
  const states: State[] = []
  let state = between(take(graph, null, { start: { pick: (choices[0] ?? 0) % 3, again: false }, at: monday }))
  for (let turn = 0; state.status === 'active'; turn++) {
    const open = waiting(graph, state).tasks
    assert.ok(open.length > 0, 'it is active, but nothing is waiting: a token was lost')
    const choice = choices[turn % choices.length] ?? 0
    const chosen = open[choice % open.length]
    // Choices end after some turns, so that loops do.
    const values = { pick: choice % 3, again: turn < 20 && choice % 4 === 0 }
    state = between(take(graph, state, { complete: chosen?.token ?? 0, with: values }))
  }
  return { events, trace, states, state }

  function take(graph: Graph, before: State | null, event: ProcedureEvent): State {
    const outcome = step(graph, before, event)
    assert.ok('state' in outcome, JSON.stringify(outcome))
    events.push(event)
    trace.push(...outcome.trace)
    states.push(outcome.state)
    return outcome.state
  }
}

const choices = fc.array(fc.nat(11), { minLength: 1, maxLength: 30 })
const runs = { numRuns: 120 }

async function forAllDrawings(check: (graph: Graph, choices: readonly number[]) => void): Promise<void> {
  await fc.assert(
    fc.asyncProperty(block, choices, async (what, order) => check(await graphOf(drawAll(what)), order)),
    runs,
  )
}

describe('any block-structured drawing, in any order of completion', () => {
  it('completes, entering its end exactly once: no token is lost or doubled', async () => {
    await forAllDrawings((graph, order) => {
      const { trace, state } = playAll(graph, order)
      assert.equal(state.status, 'completed')
      assert.equal(trace.filter(({ element, change }) => element === 'e' && change === 'entered').length, 1)
      assert.deepEqual(state.tokens, [])
    })
  })

  it('leaves every element as often as it enters it', async () => {
    await forAllDrawings((graph, order) => {
      const balance = new Map<string, number>()
      for (const { element, change } of playAll(graph, order).trace)
        balance.set(element, (balance.get(element) ?? 0) + (change === 'entered' ? 1 : -1))
      assert.deepEqual(
        [...balance].filter(([, count]) => count !== 0),
        [],
      )
    })
  })

  it('comes to the same state when its events are replayed', async () => {
    await forAllDrawings((graph, order) => {
      const { events, state } = playAll(graph, order)
      let again: State | null = null
      for (const event of events) {
        const outcome = step(graph, again, event)
        assert.ok('state' in outcome)
        again = outcome.state
      }
      assert.deepEqual(again, state)
    })
  })

  it('goes on the same when its state was JSON in between', async () => {
    await forAllDrawings((graph, order) => {
      const direct = playAll(graph, order)
      const stored = playAll(graph, order, (state) => JSON.parse(JSON.stringify(state)))
      assert.deepEqual(stored.trace, direct.trace)
      assert.deepEqual(stored.state, direct.state)
    })
  })

  it('leaves the state that it is given as it was', async () => {
    await forAllDrawings((graph, order) => {
      playAll(graph, order, deepFreeze)
    })
  })
})

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) {
    Object.freeze(value)
    for (const inner of Object.values(value)) deepFreeze(inner)
  }
  return value
}
