import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readExpression } from './expression.ts'

const wrapped = (text: string) => `$\{${text}}`

describe('expressions of drawings', () => {
  for (const [written, feel] of [
    ['amount > 100', 'amount > 100'],
    ['= amount > 100', 'amount > 100'],
    [wrapped('approved'), 'approved'],
    ['#{approved}', 'approved'],
    [wrapped('approved == true'), 'approved = true'],
    [wrapped('a && b || c'), 'a  and  b  or  c'],
    [wrapped('!approved'), 'not(approved)'],
    [wrapped('!(a && !b)'), 'not((a  and  not(b)))'],
    [wrapped('a != 1'), 'a != 1'],
    [wrapped("status == 'ok'"), 'status = "ok"'],
    [wrapped("name == '&& ! =='"), 'name = "&& ! =="'],
    [wrapped('a.b.c gt 3'), 'a.b.c > 3'],
    ['approved == true', 'approved = true'],
    ['approved && paid', 'approved and paid'],
  ] as const)
    it(`reads ${written} as ${feel}`, () => {
      const read = readExpression(written)
      assert.ok('feel' in read, JSON.stringify(read))
      assert.equal(read.feel.replace(/\s+/g, ' '), feel.replace(/\s+/g, ' '))
    })

  for (const written of [
    '',
    wrapped(''),
    'amount >',
    wrapped('a ? b : c'),
    wrapped('service.check(a)'),
    `Hello ${wrapped('name')}`,
    `${wrapped('a')} and ${wrapped('b')}`,
    '!!',
  ])
    it(`refuses “${written}”`, () => {
      assert.ok('error' in readExpression(written))
    })
})
