import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { compileExpression, compileUnaryTests } from './expression.ts'

const NOW = '2026-03-02T09:00:00Z'
const CONTEXT = {
  age: 34,
  'full name': 'Aina Serra',
  nothing: null,
  home: [
    { name: 'Aina', income: 21000.5, adult: true },
    { name: 'Pol', income: 0, adult: false },
  ],
}

/** FEEL and what it gives as JSON; the expectations are the DMN specification's own examples, or follow from its tables. */
const TABLES: Readonly<Record<string, readonly (readonly [feel: string, json: unknown])[]>> = {
  'arithmetic in decimals': [
    ['0.1 + 0.2', 0.3],
    ['1 - 0.9', 0.1],
    ['1.1 * 1.1', 1.21],
    ['1/3', '0.3333333333333333333333333333333333'],
    ['1/3*3', '0.9999999999999999999999999999999999'],
    ['9999999999999999999999999999999999 - 1', '9999999999999999999999999999999998'],
    ['1000000000000000 + 1', '1000000000000001'],
    ['2 ** 3 ** 2', 64],
    ['-3 ** 2', 9],
    ['10 / 0', null],
    ['10 ** 7000', null],
    ['"a" + "b"', 'ab'],
    ['"a" + 1', null],
    ['1 + null', null],
    ['.5 + 1.5e3', 1500.5],
  ],
  'arithmetic on dates, times and durations': [
    ['date("2012-12-25") - date("2012-12-24")', 'P1D'],
    ['@"2026-01-31" + @"P1M"', '2026-02-28'],
    ['@"2024-02-29" - @"P1Y"', '2023-02-28'],
    ['@"2026-03-01" - @"P1D"', '2026-02-28'],
    ['@"2026-03-01" + @"PT36H"', '2026-03-02'],
    ['@"P1D" + @"2026-03-01"', '2026-03-02'],
    ['@"2021-01-02T10:10:10+11:00" - @"2021-01-01"', 'PT23H10M10S'],
    ['@"2021-01-02T10:10:10" - @"2021-01-01"', null],
    ['@"23:30:00" + @"PT1H"', '00:30:00'],
    ['@"10:00:00+02:00" - @"10:00:00Z"', '-PT2H'],
    ['@"2026-03-29T01:30:00@Europe/Rome" + @"PT1H"', '2026-03-29T03:30:00@Europe/Rome'],
    ['@"P1Y2M" * 2', 'P2Y4M'],
    ['@"P1D" / 2', 'PT12H'],
    ['@"P1Y" / @"P1M"', 12],
    ['@"P1D" / @"PT6H"', 4],
    ['@"P1Y" + @"P1D"', null],
    ['10 / @"P1D"', null],
    ['date and time("999999999-12-31T23:59:59.999999999Z") - @"999999999-12-31T23:59:58Z"', 'PT1.999999999S'],
  ],
  comparison: [
    ['1 = 1.0', true],
    ['null = null', true],
    ['1 = null', false],
    ['1 = "1"', null],
    ['1 < null', null],
    ['"a" < "b"', true],
    ['@"2026-01-01" < @"2026-01-02"', true],
    ['@"P1Y" = @"P12M"', true],
    ['@"2026-06-01T10:00:00@Europe/Rome" = @"2026-06-01T08:00:00Z"', true],
    ['[1, {a: 2}] = [1, {a: 2}]', true],
    ['1 between 1 and 2', true],
    ['1 between null and 2', null],
    ['5 between 6 and null', false],
    ['5 between null and 4', false],
    ['5 in [6..null]', false],
    ['5 in [null..10]', null],
    ['1 in < null', null],
    ['1 in ("a", "b")', null],
    ['1 in ("a", 1)', true],
    ['2 in (1, 2)', true],
    ['2 in (> 3, [1..2])', true],
    ['1 in [[2..4], [1..3]]', true],
    ['(< 10).end included', false],
    ['(>= 10).start', 10],
    ['5 in ]1..5[', false],
  ],
  'ternary logic': [
    ['true and null', null],
    ['false and null', false],
    ['true or null', true],
    ['false or null', null],
    ['false or "x"', null],
    ['not(null)', null],
    ['1 in [1, 2, 3] and 2 in (1..3)', true],
    ['1 in [2] and false or true', true],
    ['1 in [2] or 2 in [2] and false', false],
    ['true or 1 in [1] and false', true],
    ['1 in < 5 and false', false],
    ['1 in > 5 or 1 in [0..2) or false', true],
    ['1 in (2, 3) or true', true],
    ['1 in [1, 2] = true and true', true],
    ['true in (1 = 1)', true],
    ['false and (true or true)', false],
    ['false and true or true', true],
    ['if 1 in [1..2] and 3 in [3] then "both" else "no"', 'both'],
    ['[1, 2, 3][item in [1, 2] and item > 1]', [2]],
    ['some x in [1, 2] satisfies x > 1', true],
    ['every x in [1, 2], y in [x..3] satisfies y >= x', true],
    ['every x in [] satisfies false', true],
    ['some x in [null, false] satisfies x', null],
  ],
  'control and iteration': [
    ['if 1 < 2 then "yes" else "no"', 'yes'],
    ['if null then "yes" else "no"', 'no'],
    ['if "x" then "yes" else "no"', null],
    ['for x in 1..3 return x * x', [1, 4, 9]],
    ['for x in 3..1 return x', [3, 2, 1]],
    ['for x in [1..3) return x', [1, 2]],
    ['for x in (@"2026-02-27"..@"2026-03-01"] return x', ['2026-02-28', '2026-03-01']],
    ['for x in [1, 2], y in [x, 10] return x * y', [1, 10, 4, 20]],
    ['for i in 0..4 return if i = 0 then 1 else i * partial[-1]', [1, 1, 2, 6, 24]],
    ['for i in null return i', null],
    ['for i in "a".."c" return i', null],
    ['for i in 1..1000000000 return i', null],
    ['count(for i in 1..100000 return i)', 100000],
    ['for i in 1..3 return partial', [[], [[]], [[], [[]]]]],
    ['for partial in [1, 2] return partial', [1, 2]],
  ],
  'lists, contexts, paths and filters': [
    ['[1, 2, 3][-1]', 3],
    ['[1, 2, 3][4]', null],
    ['[1, 2, 3][item > 1]', [2, 3]],
    ['[{x: 1, y: 2}, {x: 2, y: 3}][x = 1]', [{ x: 1, y: 2 }]],
    ['[{x: 1, y: 2}, {x: null, y: 3}][x < 2].y', [2]],
    ['[1, 2]["a"]', null],
    ['[1, 2][null]', []],
    ['"a"[1]', 'a'],
    ['null[1]', null],
    ['home[adult].name', ['Aina']],
    ['home.income', [21000.5, 0]],
    ['sum(home.income)', 21000.5],
    ['{a: 1, b: a + 1}.b', 2],
    ['{a: 1, a: 2}', null],
    ['{"a b": 1, c: a b}.c', 1],
    ['{a+b: 1, c: a+b}.c', 1],
    ['{a b: {c-d: 2}}.a b.c-d', 2],
    ['for x in [{a-b: 1}] return x.a-b', [1]],
    ['{a: {b: 1}}.a.b', 1],
    ['{a: 1}.b', null],
    ['null.a', null],
    ['full name', 'Aina Serra'],
    ['age + 1', 35],
    ['there is none', null],
  ],
  functions: [
    ['(function(x, y) x + y)(1, 2)', 3],
    ['(function(x, y) x - y)(y: 1, x: 3)', 2],
    ['(function(x) x)()', null],
    ['(function(x: number) 1)("a")', null],
    ['(function(x: number) x + 1)([1])', 2],
    ['(function(x: list<number>) count(x))(1)', 1],
    ['(function(x: date and time) x)(@"2026-01-01")', '2026-01-01T00:00:00Z'],
    ['{f: function(n) if n = 0 then 1 else n * f(n - 1), r: f(5)}.r', 120],
    ['{f: function(n) f(n + 1), r: f(1)}.r', null],
    ['{f: function(n) if n = 0 then 0 else (for x in [1] return [f(n - 1)][1])[1], r: f(1000)}.r', null],
    ['for f in [function(x) x + 1] return f(1)', [2]],
    ['sort(list: [3, 1, 4, 5, 2], precedes: function(x, y) x < y)', [1, 2, 3, 4, 5]],
    ['[1, 2] instance of list<number>', true],
    ['{a: 1, b: 2} instance of context<a: number>', true],
    ['{a: 1} instance of context<>', true],
    ['[1..2] instance of range<number>', true],
    ['(function(x: number) x) instance of function<number> -> Any', true],
    ['null instance of Any', false],
    ['(function(f: function<number> -> number) f(2))(function(x: number) x + 1)', 3],
    ['(function(f: function<number> -> number) f(2))(function(x: string) x)', null],
    ['(function(f: function<number> -> number) true)(function(x: number) "a")', null],
    ['(function() "a") instance of function<> -> string', true],
    ['(function() 1) instance of function<> -> string', false],
    ['(function(x: number) [x + 1, -x]) instance of function<number> -> list<number>', true],
    ['(function() {a: 1, b: true}) instance of function<> -> context<a: number>', true],
    ['(function() {b: true}) instance of function<> -> context<a: number>', false],
    ['(function(x) if x then 1 else 2) instance of function<boolean> -> string', false],
    ['(function(a: number) {a: "x", b: a})(1)', { a: 'x', b: 'x' }],
    ['(function(x) x = 1) instance of function<Any> -> boolean', true],
  ],
  'comments and escapes': [
    ['1 + /* one */ 1 // two', 2],
    ['"\\u00e0 \\U01F40E \\"q\\" \\d"', 'à 🐎 "q" \\d'],
    ['string length("\\U01F40Eab")', 3],
  ],
  'the instant of the evaluation': [
    ['now()', '2026-03-02T10:00:00@Europe/Rome'],
    ['today()', '2026-03-02'],
    ['today() - @"2026-03-01"', 'P1D'],
    ['now(1)', null],
  ],
}

for (const [subject, cases] of Object.entries(TABLES)) {
  describe(`FEEL evaluates ${subject}`, () => {
    for (const [feel, json] of cases) {
      it(`${feel} gives ${JSON.stringify(json)}`, () => {
        const expression = compileExpression(feel)
        assert.deepEqual(expression.evaluate(CONTEXT, { now: NOW, zone: 'Europe/Rome' }), json)
      })
    }
  })
}

describe('An expression', () => {
  it('says why a value is null', () => {
    const { value, errors } = compileExpression('1 + "a"').evaluateRaw({})
    assert.equal(value, null)
    assert.match(errors[0]?.message ?? '', /number \+ string/)
  })

  it('gives no instant of its own: now() is null when none was given', () => {
    assert.equal(compileExpression('now()').evaluate({}), null)
  })

  it('finds names with symbols and keywords when it is told of them', () => {
    const names = { variables: ['date of birth', 'cost-benefit', 'person'], entries: ['first-name'] }
    const context = { 'date of birth': 1, 'cost-benefit': 2, person: { 'first-name': 'Aina' } }
    assert.equal(compileExpression('date of birth + cost-benefit', { names }).evaluate(context), 3)
    assert.equal(compileExpression('person.first-name', { names }).evaluate(context), 'Aina')
  })

  it('reads a double that is no short decimal by all its digits', () => {
    assert.equal(compileExpression('x').evaluate({ x: 0.1 + 0.2 }), '0.30000000000000004')
  })

  it('does not see what objects inherit', () => {
    assert.equal(compileExpression('constructor').evaluate({}), null)
    assert.equal(compileExpression('x.toString').evaluate({ x: {} }), null)
  })

  it('refuses an instant that is none', () => {
    assert.throws(() => compileExpression('now()').evaluate({}, { now: 'yesterday' }), /"yesterday" is no instant/)
    assert.throws(
      () => compileExpression('now()').evaluate({}, { now: NOW, zone: 'Vilamar' }),
      /"Vilamar" is no time zone/,
    )
  })
})

describe('A text that is no FEEL is refused with its place and a remedy', () => {
  const cases: readonly (readonly [text: string, line: number, column: number, remedy: RegExp])[] = [
    ['1 +', 1, 4, /operand or a branch/],
    ['if a then 1', 1, 12, /else/],
    ['(1', 1, 3, /Close or remove "\("/],
    ['"abc', 1, 1, /Close or remove """/],
    ['a &&\n b', 1, 3, /"and"/],
    ['', 1, 1, /null for no value/],
    ['a\n+ * 2', 2, 3, /operator/],
  ]
  for (const [text, line, column, remedy] of cases) {
    it(`${JSON.stringify(text)}, at line ${line} and column ${column}`, () => {
      const refuse = (error: unknown) => {
        assert.ok(error instanceof Error && 'remedy' in error && 'line' in error && 'column' in error)
        assert.deepEqual([error.line, error.column], [line, column])
        assert.match(String(error.remedy), remedy)
        return true
      }
      assert.throws(() => compileExpression(text), refuse)
    })
  }
})

describe('Unary tests', () => {
  const cases: readonly (readonly [tests: string, input: unknown, passes: boolean])[] = [
    ['-', null, true],
    ['"a", "b"', 'b', true],
    ['not("a", "b")', 'c', true],
    ['not("a", "b")', 'a', false],
    ['< 5', 4, true],
    ['< 5', null, false],
    ['< null', 1, false],
    ['not(< 2, > 5)', 3, true],
    ['[1..3), > 10', 3, false],
    ['? > 2 and ? < 4', 3, true],
    ['starts with(?, "AB")', 'ABC', true],
    ['null', null, true],
    ['true', false, false],
    ['limit', 5, true],
    ['< limit', 5, false],
    ['[1, 2, 5]', 5, true],
    ['even(?)', 5, false],
    ['date("2026-01-01")', '2026-01-01', false],
  ]
  for (const [tests, input, passes] of cases) {
    it(`${tests} ${passes ? 'takes' : 'refuses'} ${JSON.stringify(input)}`, () => {
      assert.equal(compileUnaryTests(tests).test(input, { limit: 5 }), passes)
    })
  }
})
