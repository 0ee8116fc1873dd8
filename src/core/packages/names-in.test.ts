import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { entriesOf, namesIn, textOf } from './names-in.ts'

describe('the names that an expression takes from outside', () => {
  const cases: [text: string, names: string[]][] = [
    ['application.budget > 100', ['application']],
    ['count(missing) = 0', ['missing']],
    ['some x in list satisfies x = y', ['list', 'y']],
    ['for x in a, y in x return x + z', ['a', 'z']],
    ['{a: b, c: a + d}', ['b', 'd']],
    ['members[age >= 14]', ['members']],
    ['if "text" = kind then null else other.kind', ['kind', 'other']],
    ['function(x) x + y', ['y']],
    ['a between b and c', ['a', 'b', 'c']],
    ['x in (1, y)', ['x', 'y']],
    ['date(opened)', ['opened']],
  ]
  for (const [text, names] of cases)
    it(`${text} → ${names.join(', ')}`, () => assert.deepEqual([...namesIn(text)].sort(), names))
})

describe('the fixed part of a text', () => {
  it('is the whole of a literal, or the beginning of a sum', () => {
    const entries = entriesOf('{whole: "a", begun: "decision-" + outcome, twice: "a" + x + "b", none: x}')
    assert.deepEqual(textOf(entries?.get('whole')), { text: 'a' })
    assert.deepEqual(textOf(entries?.get('begun')), { begins: 'decision-' })
    assert.deepEqual(textOf(entries?.get('twice')), { begins: 'a' })
    assert.equal(textOf(entries?.get('none')), undefined)
  })
})
