import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  after,
  boundary,
  drawing,
  end,
  error,
  flows,
  formal,
  onError,
  play,
  refusalOf,
  start,
  started,
  sub,
  task,
  user,
} from './drawing-of-tests.ts'

const each = (attributes: string, ...inner: string[]) =>
  `<multiInstanceLoopCharacteristics ${attributes}>${inner.join('')}</multiInstanceLoopCharacteristics>`
const times = (n: string) => formal('loopCardinality', n)
const of = (collection: string, item: string) =>
  `<loopDataInputRef>${collection}</loopDataInputRef><inputDataItem id="item" name="${item}"/>`
const repeated = (loop: string) => drawing([], start('s'), user('t', {}, loop), end('e'), flows('s > t > e'))
const complete = (with_ = {}) => ({ complete: 't', with: with_ })

describe('parallel multi-instance', () => {
  it('begins all instances at once and is left when all are complete', async () => {
    const xml = repeated(each('', times('3')))
    const begun = await play(xml, [started])
    assert.equal(begun.path, '+s -s +t +t +t')
    assert.deepEqual(begun.waitingAt, ['t'])
    const { path, state } = await play(xml, [started, complete(), complete(), complete()])
    assert.equal(path, '+s -s +t +t +t -t -t -t +e -e')
    assert.equal(state.status, 'completed')
  })
  it('gives each instance its element and its number', async () => {
    const { state } = await play(repeated(each('', of('reports', 'report'))), [
      { start: { reports: ['heritage', 'police'] } },
    ])
    assert.deepEqual(
      state.tokens.filter((token) => token.n).map((token) => token.locals),
      [
        { loopCounter: 1, report: 'heritage' },
        { loopCounter: 2, report: 'police' },
      ],
    )
  })
  it('finds the collection behind the data association of the activity', async () => {
    const data =
      '<ioSpecification><dataInput id="in"/><inputSet><dataInputRefs>in</dataInputRefs></inputSet><outputSet/></ioSpecification><dataInputAssociation><sourceRef>ref</sourceRef><targetRef>in</targetRef></dataInputAssociation>'
    const xml = drawing(
      [],
      start('s'),
      '<dataObject id="o" isCollection="true"/><dataObjectReference id="ref" name="pupils" dataObjectRef="o"/>',
      user('t', {}, data, each('', of('in', 'pupil'))),
      end('e'),
      flows('s > t > e'),
    )
    const { path } = await play(xml, [{ start: { pupils: ['Pol', 'Ona'] } }])
    assert.equal(path, '+s -s +t +t')
  })
  it('collects the output of the instances in their order, not in that of their completion', async () => {
    const xml = repeated(
      each(
        '',
        of('names', 'name'),
        '<loopDataOutputRef>votes</loopDataOutputRef>',
        '<outputDataItem id="o" name="vote"/>',
      ),
    )
    const begun = await play(xml, [{ start: { names: ['Toni', 'Sara'] } }])
    const [first, second] = begun.state.tokens.filter((token) => token.n).map((token) => token.id)
    const { state } = await play(xml, [
      { start: { names: ['Toni', 'Sara'] } },
      { complete: second ?? 0, with: { vote: 'no' } },
      { complete: first ?? 0, with: { vote: 'yes' } },
    ])
    assert.deepEqual(state.variables, { names: ['Toni', 'Sara'], votes: ['yes', 'no'] })
  })
  it('stops the others when the completion condition holds', async () => {
    for (const name of ['nrOfCompletedInstances', 'numberOfCompletedInstances']) {
      const xml = repeated(each('', times('4'), formal('completionCondition', `${name} >= 2`)))
      const { path } = await play(xml, [started, complete(), complete()])
      assert.equal(path, '+s -s +t +t +t +t -t -t xt xt +e -e')
    }
  })
  it('is passed over when there is nothing to do it for', async () => {
    assert.equal((await play(repeated(each('', of('none', 'x'))), [{ start: { none: [] } }])).path, '+s -s +t -t +e -e')
  })
  it('refuses a collection that is not a list, and a number that is not one', async () => {
    assert.equal((await refusalOf(repeated(each('', of('x', 'y'))), [{ start: { x: 'no list' } }])).code, 'bad-value')
    assert.equal((await refusalOf(repeated(each('', times('n'))), [{ start: { n: -1 } }])).code, 'bad-value')
  })
  it('runs sub-processes side by side, each with its own element', async () => {
    const xml = drawing(
      [],
      start('s'),
      sub(
        'p1',
        {},
        each('', of('pupils', 'pupil')),
        start('s1'),
        user('a', { 'f:set': '{last: pupil}' }),
        flows('s1 > a'),
      ),
      end('e'),
      flows('s > p1 > e'),
    )
    const { path, state } = await play(xml, [
      { start: { pupils: ['Pol', 'Ona'] } },
      { complete: 'a' },
      { complete: 'a' },
    ])
    assert.equal(path, '+s -s +p1 +p1 +s1 -s1 +s1 -s1 +a +a -a -p1 -a -p1 +e -e')
    assert.equal(state.variables.last, 'Ona')
  })
})

describe('boundary events of a multi-instance activity', () => {
  const xml = (trigger: string) =>
    drawing(
      [error('x', { errorCode: 'E' })],
      start('s'),
      user('t', {}, each('', times('2'))),
      boundary('b', { attachedToRef: 't' }, trigger),
      end('e'),
      task('n'),
      flows('s > t > e', 'b > n'),
    )
  it('belong to the whole: one timer cancels all instances', async () => {
    const { path, state } = await play(xml(after('P1D')), [started, { advanceTo: '2026-04-01T00:00:00Z' }])
    assert.equal(path, '+s -s +t +t xt xt +b -b +n')
    assert.deepEqual(state.timers, [])
  })
  it('catch the error of one instance and cancel the others', async () => {
    assert.deepEqual((await play(xml(onError('x')), [started, { fail: 't', error: 'E' }])).waitingAt, ['n'])
  })
})

describe('sequential multi-instance', () => {
  it('begins the next instance when the one before is complete', async () => {
    const xml = repeated(each('isSequential="true"', of('villages', 'village')))
    const first = await play(xml, [{ start: { villages: ['Serra', 'Prat'] } }])
    assert.deepEqual(first.state.tokens.find((token) => token.n)?.locals, { loopCounter: 1, village: 'Serra' })
    const { path } = await play(xml, [{ start: { villages: ['Serra', 'Prat'] } }, complete(), complete()])
    assert.equal(path, '+s -s +t -t +t -t +e -e')
  })
  it('stops when the completion condition holds', async () => {
    const xml = repeated(each('isSequential="true"', times('5'), formal('completionCondition', '#{found == true}')))
    assert.equal(
      (await play(xml, [started, complete({ found: false }), complete({ found: true })])).path,
      '+s -s +t -t +t -t +e -e',
    )
  })
})

describe('standard loop', () => {
  const loop = (attributes: string, condition = '') =>
    repeated(
      `<standardLoopCharacteristics ${attributes}>${condition && formal('loopCondition', condition)}</standardLoopCharacteristics>`,
    )
  it('goes on while its condition holds, tested after each time', async () => {
    assert.equal(
      (await play(loop('', 'again'), [started, complete({ again: true }), complete({ again: false })])).path,
      '+s -s +t -t +t -t +e -e',
    )
  })
  it('may not run at all when tested before', async () => {
    assert.equal(
      (await play(loop('testBefore="true"', 'again'), [{ start: { again: false } }])).path,
      '+s -s +t -t +e -e',
    )
  })
  it('runs no more than loopMaximum times', async () => {
    assert.equal(
      (await play(loop('loopMaximum="2"', 'true'), [started, complete(), complete()])).path,
      '+s -s +t -t +t -t +e -e',
    )
    assert.equal((await play(loop('loopMaximum="2"'), [started, complete(), complete()])).state.status, 'completed')
  })
})
