import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  association,
  boundary,
  call,
  cancels,
  drawing,
  end,
  error,
  exclusive,
  file,
  flows,
  formal,
  graphOf,
  message,
  onCompensation,
  onError,
  onLink,
  onMessage,
  onTerm,
  play,
  playOn,
  process,
  race,
  receive,
  refusalsOf,
  script,
  start,
  started,
  sub,
  task,
  throws,
  user,
  wait,
} from './drawing-of-tests.ts'
import { compile, load } from './index.ts'

const refused: readonly (readonly [what: string, code: string, element: string, xml: string])[] = [
  ['an ad-hoc sub-process', 'unsupported', 'x', drawing([], start('s'), '<adHocSubProcess id="x"/>', flows('s > x'))],
  ['a complex gateway', 'unsupported', 'x', drawing([], start('s'), '<complexGateway id="x"/>', flows('s > x'))],
  [
    'a script that is not FEEL',
    'unsupported',
    'x',
    drawing([], start('s'), script('x', { scriptFormat: 'javascript' }, '<script>next()</script>'), flows('s > x')),
  ],
  [
    'an event that waits for all of its triggers',
    'unsupported',
    'x',
    drawing(
      [message('m', {})],
      start('s'),
      wait('x', { parallelMultiple: true }, onMessage('m'), onMessage('m')),
      flows('s > x'),
    ),
  ],
  [
    'a start event of a sub-process that waits for something',
    'unsupported',
    'x',
    drawing([message('m', {})], sub('p1', {}, start('x', {}, onMessage('m')))),
  ],
  [
    'an error that starts a process',
    'unsupported',
    'x',
    drawing([], start('x', {}, onError()), task('t'), flows('x > t')),
  ],
  [
    'cancel outside of a transaction',
    'unsupported',
    'x',
    drawing([], start('s'), end('x', {}, cancels), flows('s > x')),
  ],
  [
    'a called element known only when it runs',
    'unsupported',
    'x',
    drawing([], start('s'), call('x', { calledElement: '$' + '{which}' }), flows('s > x')),
  ],
  [
    'a call of what is not there',
    'unknown-reference',
    'x',
    drawing([], start('s'), call('x', { calledElement: 'gone' }), flows('s > x')),
  ],
  [
    'a call of a process that only a message starts',
    'missing',
    'x',
    file(
      message('m', {}),
      process('p', {}, start('s'), call('x', { calledElement: 'q' }), flows('s > x')),
      process('q', {}, start('qs', {}, onMessage('m'))),
    ),
  ],
  [
    'a boundary event on a gateway',
    'bad-flow',
    'x',
    drawing(
      [],
      start('s'),
      exclusive('g'),
      boundary('x', { attachedToRef: 'g' }, onError()),
      end('e'),
      flows('s > g', 'x > e'),
    ),
  ],
  [
    'f:do on an event that waits',
    'unsupported',
    'x',
    drawing([message('m', {})], start('s'), wait('x', { 'f:do': 'mail' }, onMessage('m')), flows('s > x')),
  ],
  [
    'f:suspends where no token waits',
    'unsupported',
    'x',
    drawing([], start('s'), exclusive('x', { 'f:suspends': true }), end('e'), flows('s > x > e')),
  ],
  ['a call of nothing', 'missing', 'x', drawing([], start('s'), call('x'), flows('s > x'))],
  ['a flow to nowhere', 'bad-flow', 's-x', drawing([], start('s'), flows('s > x'))],
  [
    'a flow into a sub-process',
    'bad-flow',
    's-in',
    drawing([], start('s'), sub('p1', {}, start('s1'), task('in'), flows('s1 > in')), flows('s > in')),
  ],
  ['a flow into a start event', 'bad-flow', 'x', drawing([], start('x'), task('t'), flows('x > t > x'))],
  ['a flow out of an end event', 'bad-flow', 'x', drawing([], start('s'), end('x'), task('t'), flows('s > x > t'))],
  [
    'a flow into an event sub-process',
    'bad-flow',
    'x',
    drawing(
      [message('m', {})],
      start('s'),
      sub('x', { triggeredByEvent: true }, start('s1', {}, onMessage('m'))),
      flows('s > x'),
    ),
  ],
  [
    'an event sub-process without trigger',
    'missing',
    's1',
    drawing([], start('s'), sub('x', { triggeredByEvent: true }, start('s1'))),
  ],
  [
    'a boundary event without definition',
    'missing',
    'x',
    drawing([], start('s'), task('t'), boundary('x', { attachedToRef: 't' }), end('e'), flows('s > t', 'x > e')),
  ],
  [
    'a boundary event on nothing',
    'unknown-reference',
    'x',
    drawing(
      [],
      start('s'),
      task('t'),
      boundary('x', { attachedToRef: 'gone' }, onError()),
      end('e'),
      flows('s > t', 'x > e'),
    ),
  ],
  [
    'a boundary event that nothing follows',
    'bad-flow',
    'x',
    drawing([], start('s'), task('t'), boundary('x', { attachedToRef: 't' }, onError()), flows('s > t')),
  ],
  ['an event that waits for nothing', 'missing', 'x', drawing([], start('s'), wait('x'), flows('s > x'))],
  [
    'an exclusive gateway with a flow that has neither condition nor default',
    'bad-flow',
    'x',
    drawing([], start('s'), exclusive('x'), task('a'), task('b'), flows('s > x > a', 'x > b if true')),
  ],
  [
    'a default flow that does not leave the gateway',
    'bad-flow',
    'x',
    drawing([], start('s'), exclusive('x', { default: 's-x' }), task('a'), flows('s > x > a')),
  ],
  [
    'an event-based gateway before a task',
    'bad-flow',
    'x',
    drawing([], start('s'), race('x'), task('a'), flows('s > x > a')),
  ],
  [
    'a message that is not defined',
    'unknown-reference',
    'x',
    drawing([], start('s'), receive('x', { messageRef: 'gone' }), flows('s > x')),
  ],
  [
    'an error that is not defined',
    'unknown-reference',
    'x',
    drawing([], start('s'), end('x', {}, onError('gone')), flows('s > x')),
  ],
  [
    'a link without its other end',
    'unknown-reference',
    'x',
    drawing([], start('s'), throws('x', {}, onLink('A')), flows('s > x')),
  ],
  [
    'compensation of an activity that is not there',
    'unknown-reference',
    'x',
    drawing([], start('s'), end('x', {}, onCompensation({ activityRef: 'gone' })), flows('s > x')),
  ],
  [
    'a compensation event without activity',
    'missing',
    'x',
    drawing([], start('s'), task('t'), boundary('x', { attachedToRef: 't' }, onCompensation()), flows('s > t')),
  ],
  [
    'an activity for compensation that nothing leads to',
    'missing',
    'x',
    drawing([], start('s'), task('t'), task('x', { isForCompensation: true }), flows('s > t')),
  ],
  [
    'a flow into an activity for compensation',
    'bad-flow',
    'x',
    drawing(
      [],
      start('s'),
      task('t'),
      boundary('b', { attachedToRef: 't' }, onCompensation()),
      task('x', { isForCompensation: true }),
      association('b', 'x'),
      flows('s > t > x'),
    ),
  ],
  [
    'a condition that is not FEEL',
    'bad-expression',
    's-x',
    drawing([], start('s'), task('x'), flows('s > x if amount >')),
  ],
  [
    'a condition that calls a program',
    'bad-expression',
    's-x',
    drawing([], start('s'), task('x'), flows('s > x if $' + '{execution.getVariable("a")}')),
  ],
  [
    'a timer that does not say when',
    'bad-time',
    'x',
    drawing([], start('s'), wait('x', {}, '<timerEventDefinition/>'), flows('s > x')),
  ],
  [
    'a timer in words',
    'bad-time',
    'x',
    drawing(
      [],
      start('s'),
      wait('x', {}, `<timerEventDefinition>${formal('timeDuration', '10 days')}</timerEventDefinition>`),
      flows('s > x'),
    ),
  ],
  [
    'a timer written as cron',
    'bad-time',
    'x',
    drawing(
      [],
      start('s'),
      wait('x', {}, `<timerEventDefinition>${formal('timeCycle', '0 0 9 * * ?')}</timerEventDefinition>`),
      flows('s > x'),
    ),
  ],
  [
    'a duration that is nearly ISO 8601',
    'bad-time',
    'x',
    drawing(
      [],
      start('s'),
      wait('x', {}, `<timerEventDefinition>${formal('timeDuration', 'PT1D')}</timerEventDefinition>`),
      flows('s > x'),
    ),
  ],
  [
    'a term that cannot be read',
    'bad-time',
    'x',
    drawing([], start('s'), wait('x', {}, onTerm({ 'f:term': 'soon' })), flows('s > x')),
  ],
  [
    'a wait for the term of a process that has none',
    'missing',
    'x',
    drawing([], start('s'), wait('x', {}, onTerm({ 'f:term': 'process' })), flows('s > x')),
  ],
  [
    'an unknown kind of silence',
    'bad-time',
    'p',
    file(process('p', { 'f:term': '1 month', 'f:silence': 'maybe' }, start('s'))),
  ],
  [
    'a multi-instance without a number',
    'missing',
    'x',
    drawing([], start('s'), user('x', {}, '<multiInstanceLoopCharacteristics/>'), flows('s > x')),
  ],
  [
    'a loop without an end',
    'missing',
    'x',
    drawing([], start('s'), user('x', {}, '<standardLoopCharacteristics/>'), flows('s > x')),
  ],
  [
    'an attribute of Finestra that it does not have',
    'unsupported',
    'x',
    drawing([], start('s'), user('x', { 'f:ofice': 'planning' }), flows('s > x')),
  ],
  ['an element that BPMN does not have', 'not-bpmn', 'x', drawing([], start('s'), '<coffeeBreak name="x" id="x"/>')],
  ['one without an id', 'not-bpmn', '', drawing([], start('s'), '<coffeeBreak/>')],
  ['the same id twice', 'duplicate-id', 'a', drawing([], start('s'), task('a'), task('a'), flows('s > a'))],
  ['a file without process', 'no-process', '', file()],
]

describe('what cannot run is refused at load', () => {
  for (const [what, code, element, xml] of refused)
    it(`refuses ${what}, with the element, the reason and a remedy`, async () => {
      const problems = await refusalsOf(xml)
      const found = problems.find((problem) => problem.element === element)
      assert.equal(found?.code, code, JSON.stringify(problems))
      assert.ok(found?.reason && found.remedy)
    })

  it('tells all that is wrong, not only the first', async () => {
    const problems = await refusalsOf(
      drawing(
        [],
        start('s'),
        '<complexGateway id="a"/>',
        wait('b'),
        exclusive('c'),
        flows('s > a > b > c > a', 'c > b'),
      ),
    )
    assert.deepEqual(new Set(problems.map(({ element }) => element)), new Set(['a', 'b', 'c']))
  })

  for (const text of [
    '',
    'no xml',
    '<definitions>',
    '<html/>',
    '{"json": true}',
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p">',
  ])
    it(`refuses “${text}”, which is not BPMN`, async () => {
      const [problem] = await refusalsOf(text)
      assert.ok(problem?.code === 'not-bpmn' || problem?.code === 'no-process')
    })
})

describe('which process runs', () => {
  const two = file(process('a', { isExecutable: false }, start('s1')), process('b', {}, start('s2')))
  it('is the executable one', async () => {
    assert.deepEqual(playOn(await graphOf(two), [started]).entered, ['s2'])
  })
  it('is the one that is asked for', async () => {
    assert.deepEqual(playOn(await graphOf(two, { process: 'a' }), [started]).entered, ['s1'])
    assert.equal((await refusalsOf(two, { process: 'c' }))[0]?.code, 'no-process')
  })
  it('is the first with elements in a collaboration where none is marked', async () => {
    const xml = file(
      '<collaboration id="c"><participant id="pa" name="Citizen"/><participant id="pb" processRef="b"/><participant id="pc" processRef="a"/><messageFlow id="mf" sourceRef="pa" targetRef="s2"/></collaboration>',
      process('a', { isExecutable: false }, start('s1')),
      process('b', { isExecutable: false }, start('s2')),
    )
    assert.deepEqual(playOn(await graphOf(xml), [started]).entered, ['s2'])
  })
  it('does not matter that another process of the file cannot run', async () => {
    const xml = file(process('a', {}, start('s1')), process('b', { isExecutable: false }, '<complexGateway id="x"/>'))
    assert.deepEqual(playOn(await graphOf(xml), [started]).entered, ['s1'])
  })
})

describe('what other tools write', () => {
  it('is left alone where it does not change the run: layout, lanes, notes, data, foreign extensions', async () => {
    const xml = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:modeler="http://camunda.org/schema/modeler/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="Definitions_1" targetNamespace="http://bpmn.io/schema/bpmn" exporter="Camunda Modeler" exporterVersion="5.20.0" modeler:executionPlatform="Camunda Platform">
  <bpmn:collaboration id="C"><bpmn:participant id="P" name="Town hall" processRef="Process_1" /></bpmn:collaboration>
  <bpmn:process id="Process_1" isExecutable="true" camunda:historyTimeToLive="P180D">
    <bpmn:documentation>How it goes</bpmn:documentation>
    <bpmn:extensionElements><camunda:executionListener class="org.x.Y" event="start" /></bpmn:extensionElements>
    <bpmn:laneSet id="LS"><bpmn:lane id="L1" name="Office"><bpmn:flowNodeRef>Start</bpmn:flowNodeRef><bpmn:flowNodeRef>Task</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>
    <bpmn:startEvent id="Start" camunda:formKey="form"><bpmn:outgoing>F1</bpmn:outgoing></bpmn:startEvent>
    <bpmn:sequenceFlow id="F1" sourceRef="Start" targetRef="Task" />
    <bpmn:userTask id="Task" name="Review" camunda:assignee="demo"><bpmn:extensionElements><zeebe:assignmentDefinition assignee="=x" /><camunda:inputOutput><camunda:inputParameter name="a">1</camunda:inputParameter></camunda:inputOutput></bpmn:extensionElements><bpmn:incoming>F1</bpmn:incoming><bpmn:outgoing>F2</bpmn:outgoing><bpmn:ioSpecification id="io"><bpmn:dataInput id="di1" name="file"/><bpmn:inputSet id="is"><bpmn:dataInputRefs>di1</bpmn:dataInputRefs></bpmn:inputSet><bpmn:outputSet id="os"/></bpmn:ioSpecification><bpmn:dataInputAssociation id="da"><bpmn:sourceRef>DRef</bpmn:sourceRef><bpmn:targetRef>di1</bpmn:targetRef></bpmn:dataInputAssociation></bpmn:userTask>
    <bpmn:exclusiveGateway id="Gate" name="OK?" default="F4"><bpmn:incoming>F2</bpmn:incoming><bpmn:outgoing>F3</bpmn:outgoing><bpmn:outgoing>F4</bpmn:outgoing></bpmn:exclusiveGateway>
    <bpmn:sequenceFlow id="F2" sourceRef="Task" targetRef="Gate" />
    <bpmn:sequenceFlow id="F3" name="yes" sourceRef="Gate" targetRef="Yes"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">\${approved &amp;&amp; amount &gt;= 100}</bpmn:conditionExpression></bpmn:sequenceFlow>
    <bpmn:sequenceFlow id="F4" name="no" sourceRef="Gate" targetRef="No" />
    <bpmn:endEvent id="Yes"><bpmn:incoming>F3</bpmn:incoming></bpmn:endEvent><bpmn:endEvent id="No"><bpmn:incoming>F4</bpmn:incoming></bpmn:endEvent>
    <bpmn:dataObject id="DO" /><bpmn:dataObjectReference id="DRef" name="File" dataObjectRef="DO" /><bpmn:dataStoreReference id="DS" name="Register" />
    <bpmn:textAnnotation id="TA"><bpmn:text>A note</bpmn:text></bpmn:textAnnotation><bpmn:association id="AS" sourceRef="Task" targetRef="TA" /><bpmn:group id="G" />
  </bpmn:process>
  <bpmndi:BPMNDiagram id="D"><bpmndi:BPMNPlane id="PL" bpmnElement="C"><bpmndi:BPMNShape id="S1" bpmnElement="Task" bioc:stroke="#fff" xmlns:bioc="http://bpmn.io/schema/bpmn/biocolor/1.0"><dc:Bounds x="1" y="2" width="100" height="80" /></bpmndi:BPMNShape><bpmndi:BPMNEdge id="E1" bpmnElement="F1"><di:waypoint x="1" y="2" /><di:waypoint x="3" y="4" /></bpmndi:BPMNEdge></bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</bpmn:definitions>`
    const { path, state } = await play(xml, [started, { complete: 'Task', with: { approved: true, amount: 100 } }])
    assert.equal(path, '+Start -Start +Task -Task +Gate -Gate +Yes -Yes')
    assert.equal(state.status, 'completed')
  })

  it('may name the events instead of their messages and signals', async () => {
    const xml = drawing(
      [],
      start('s'),
      wait('w', { name: 'Payment' }, '<messageEventDefinition/>'),
      wait('v', {}, '<signalEventDefinition/>'),
      flows('s > w > v'),
    )
    const { state } = await play(xml, [started, { message: 'Payment' }, { signal: 'v' }])
    assert.equal(state.status, 'completed')
  })

  it('may leave out ids of errors, which then catch all', async () => {
    const xml = drawing(
      [error('x', { errorCode: 'E' })],
      start('s'),
      task('t'),
      boundary('b', { attachedToRef: 't' }, onError()),
      task('u'),
      flows('s > t', 'b > u'),
    )
    assert.deepEqual((await play(xml, [started, { fail: 't', error: 'anything' }])).waitingAt, ['u'])
  })
})

describe('a graph', () => {
  it('is JSON, and runs the same when it is read again', async () => {
    const xml = drawing(
      [],
      start('s'),
      exclusive('g', { default: 'g-b' }),
      task('a'),
      task('b'),
      flows('s > g > b', 'g > a if n > 1'),
    )
    const graph = await graphOf(xml)
    const again = compile(JSON.parse(JSON.stringify(graph.data)))
    assert.deepEqual(playOn(again, [{ start: { n: 2 } }]), playOn(graph, [{ start: { n: 2 } }]))
  })
  it('warns of what will never run', async () => {
    const loaded = await load(drawing([], start('s'), task('t'), task('lonely'), flows('s > t')))
    assert.ok('graph' in loaded)
    assert.deepEqual(
      loaded.warnings.map(({ element }) => element),
      ['lonely'],
    )
  })
})
