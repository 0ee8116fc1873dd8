import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { processCommand } from './process.ts'

const permit = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="urn:example">
  <message id="m" name="payment"/>
  <process id="permit" isExecutable="true">
    <startEvent id="applied"/><userTask id="report"/><intermediateCatchEvent id="paid"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>
    <boundaryEvent id="late" attachedToRef="report" cancelActivity="false"><timerEventDefinition><timeDuration xsi:type="tFormalExpression">P10D</timeDuration></timerEventDefinition></boundaryEvent>
    <endEvent id="reminded"/><endEvent id="closed"/>
    <sequenceFlow id="f1" sourceRef="applied" targetRef="report"/><sequenceFlow id="f2" sourceRef="report" targetRef="paid"/>
    <sequenceFlow id="f3" sourceRef="paid" targetRef="closed"/><sequenceFlow id="f4" sourceRef="late" targetRef="reminded"/>
  </process>
  <process id="other"><startEvent id="begin"/></process>
</definitions>`

let folder = ''
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'finestra-process-'))
})
after(() => rm(folder, { recursive: true }))

async function run(xml: string, events: unknown, ...more: string[]) {
  const [drawing, list] = [join(folder, 'drawing.bpmn'), join(folder, 'events.json')]
  await writeFile(drawing, xml)
  await writeFile(list, typeof events === 'string' ? events : JSON.stringify(events))
  return command('run', drawing, '--events', list, ...more)
}

async function command(...args: string[]) {
  let out = ''
  let err = ''
  const code = await processCommand(args, { write: (text) => (out += text) }, { write: (text) => (err += text) })
  return { code, out, err }
}

describe('finestra process run', () => {
  const events = [
    { start: { applicant: 'Aina Soler' }, at: '2026-03-02T09:00:00+01:00' },
    { advanceTo: '2026-03-20T09:00:00+01:00' },
    { complete: 'report', with: { inFavour: true } },
    { message: 'payment', with: { amount: 75 }, at: '2026-03-23T10:00:00+01:00' },
  ]

  it('prints what was entered and left, in order and each at its time, and the final state: as JSON and nothing else', async () => {
    const { code, out, err } = await run(permit, events, '--json')
    assert.deepEqual([code, err], [0, ''])
    const answer = JSON.parse(out)
    assert.deepEqual(Object.keys(answer), ['trace', 'status', 'waitingAt', 'variables', 'effects'])
    assert.deepEqual(
      answer.trace.map(({ at, element, change }: Record<string, string>) => `${at?.slice(5, 16)} ${element} ${change}`),
      [
        '03-02T09:00 applied entered',
        '03-02T09:00 applied left',
        '03-02T09:00 report entered',
        '03-12T09:00 late entered',
        '03-12T09:00 late left',
        '03-12T09:00 reminded entered',
        '03-12T09:00 reminded left',
        '03-20T09:00 report left',
        '03-20T09:00 paid entered',
        '03-23T10:00 paid left',
        '03-23T10:00 closed entered',
        '03-23T10:00 closed left',
      ],
    )
    assert.deepEqual(answer.variables, { applicant: 'Aina Soler', inFavour: true, amount: 75 })
    assert.deepEqual([answer.status, answer.waitingAt, answer.effects], ['completed', [], []])
  })

  it('says where it waits', async () => {
    const { out } = await run(permit, events.slice(0, 1), '--json')
    assert.deepEqual([JSON.parse(out).status, JSON.parse(out).waitingAt], ['active', ['report']])
  })

  it('prints for people without --json', async () => {
    const { code, out } = await run(permit, events.slice(0, 1))
    assert.equal(code, 0)
    assert.match(out, /entered +report\nstatus: active\nwaiting at: report\n/)
  })

  it('runs the process that --process names', async () => {
    const { out } = await run(permit, [{ start: {} }], '--process', 'other', '--json')
    assert.equal(JSON.parse(out).trace[0].element, 'begin')
  })

  it('ends with 1 when an event does not fit, naming its place in the list, the element and the remedy', async () => {
    const { code, err, out } = await run(permit, [...events.slice(0, 1), { complete: 'paid' }], '--json')
    assert.equal(code, 1)
    assert.match(err, /event 1 .*"complete":"paid".*\(not-waiting, paid\).*Waiting to be completed: report/)
    assert.equal(JSON.parse(out).refused.event, 1)
  })

  it('ends with 1 when the drawing cannot run, naming each element with the reason and the remedy', async () => {
    const { code, err } = await run(permit.replace('<endEvent id="closed"/>', '<complexGateway id="closed"/>'), events)
    assert.equal(code, 1)
    assert.match(err, /closed: Finestra does not run an element of type ComplexGateway\. Draw it/)
  })

  for (const [what, list, message] of [
    ['events that are not JSON', '{', /is not JSON/],
    ['events that are not a list', '{}', /not a list of events/],
    ['no event at all', '[]', /list of events is empty/],
    [
      'an event of no known kind',
      [{ begin: {} }],
      /event 0 \{"begin":\{\}\} is not understood; write one of start, complete/,
    ],
    ['an event of two kinds', [{ start: {}, complete: 'x' }], /event 0/],
    ['a failure without its error', [{ start: {} }, { fail: 'report' }], /event 1/],
  ] as const)
    it(`ends with 2 and one sentence for ${what}`, async () => {
      const { code, err } = await run(permit, list)
      assert.equal(code, 2)
      assert.match(err, message)
    })

  it('ends with 2 for a file that is not there, and for wrong usage', async () => {
    assert.equal((await command('run', join(folder, 'none.bpmn'), '--events', join(folder, 'none.json'))).code, 2)
    assert.equal((await command('walk')).code, 2)
    assert.equal((await command('run', 'x', '--wrong')).code, 2)
  })

  it('has help', async () => {
    const { code, out } = await command('--help')
    assert.equal(code, 0)
    assert.match(out, /--events FILE/)
  })
})
