import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { Kind } from './form.ts'
import { readPage } from './read-page.ts'
import { readNumber } from './read-value.ts'
import { inputText } from './summary.ts'
import { formWith } from './testing/forms.ts'

const field = (kind: Kind, more: object = {}) => ({ id: 'f', kind, ...more })

describe('What a person types', () => {
  const table: [Kind, string, unknown][] = [
    ['text', '  Aina   Soler ', 'Aina Soler'],
    ['text', 'a\u0000b', 'ab'],
    ['text', 'e\u0301', '\u00e9'],
    ['text', '   ', null],
    ['long-text', 'one\r\ntwo ', 'one\ntwo'],
    ['number', '1234,5', 1234.5],
    ['number', '1234.5', 1234.5],
    ['number', '-3', -3],
    ['number', '0,125', 0.125],
    ['number', '1.234', '1.234'], // two readings: asked
    ['number', '1,234', 1.234],
    ['number', '0.125', 0.125],
    ['money', '1.234,50', 1234.5],
    ['money', '1,234.50', 1234.5],
    ['money', '1 234,50 €', 1234.5],
    ['money', '1.234', 1234],
    ['money', '1,234', 1234],
    ['money', '1.234.567', 1234567],
    ['money', '12,5', 12.5],
    ['money', '1.23.456', '1.23.456'],
    ['money', '12.34,50', '12.34,50'],
    ['money', 'lots', 'lots'],
    ['money', '1e9', '1e9'],
    ['money', '12345678901234567890', '12345678901234567890'],
    ['integer', '1.000', 1000],
    ['integer', '2,5', 2.5],
    ['date', '2026-03-27', '2026-03-27'],
    ['date', '27/3/2026', '2026-03-27'],
    ['date', '27.03.2026', '2026-03-27'],
    ['date', '31/2/2026', '31/2/2026'],
    ['yes-no', 'yes', true],
    ['yes-no', 'no', false],
    ['yes-no', 'perhaps', 'perhaps'],
    ['iban', 'es91 2100 0418 4502 0005 1332', 'ES9121000418450200051332'],
    ['plate', '1234-bcd', '1234BCD'],
    ['phone', '+34 612.345-678', '+34612345678'],
    ['cadastral-ref', '9872023 vh5797s 0001 wx', '9872023VH5797S0001WX'],
    ['declaration', 'yes', true],
  ]
  for (const [kind, typed, answer] of table) {
    it(`in a ${kind}, ${JSON.stringify(typed)}, is read as ${JSON.stringify(answer)}`, () => {
      assert.deepEqual(readPage(formWith(field(kind)), 'page', { f: typed }), { f: answer })
    })
  }
  it('of a number in any of our languages is read back as written by the page', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }), (number) => {
        const rounded = Math.round(number * 1000) / 1000
        assert.equal(readNumber(inputText({ kind: 'number' }, rounded), 'number'), rounded + 0)
      }),
    )
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (cents) => {
        assert.equal(readNumber(inputText({ kind: 'money' }, cents / 100), 'money'), cents / 100 + 0)
      }),
    )
  })
})

describe('What a browser sends', () => {
  it('takes the last of a name sent twice, as for a box with a hidden "no" before it', () => {
    assert.deepEqual(readPage(formWith(field('yes-no')), 'page', { f: ['no', 'yes'] }), { f: true })
  })
  it('of boxes and lists that are all empty is an answer: nothing', () => {
    const form = formWith(
      { id: 'd', kind: 'declaration' },
      { id: 'l', kind: 'list', fields: [{ id: 'x', kind: 'text' }] },
      { id: 'c', kind: 'choices', options: [{ id: 'o', label: { ca: 'o', en: 'o' } }] },
    )
    assert.deepEqual(readPage(form, 'page', {}), { d: false, l: [], c: [] })
  })
  it('leaves alone a text of which it says nothing', () => {
    assert.deepEqual(readPage(formWith(field('text')), 'page', {}), {})
  })
  it('takes one tick or several, with or without brackets, each once', () => {
    const form = formWith(field('people'))
    assert.deepEqual(readPage(form, 'page', { f: 'p1' }), { f: ['p1'] })
    assert.deepEqual(readPage(form, 'page', { 'f[]': ['p1', 'p2', 'p1', ''] }), { f: ['p1', 'p2'] })
  })
  it('puts a place together', () => {
    const body = { 'f.address': ' Carrer  Nou 3 ', 'f.lat': '41.4', 'f.lon': '2,4' }
    assert.deepEqual(readPage(formWith(field('place')), 'page', body), {
      f: { address: 'Carrer Nou 3', lat: 41.4, lon: 2.4 },
    })
    assert.deepEqual(readPage(formWith(field('place')), 'page', { 'f.address': ' ' }), { f: null })
  })
  it('takes a date in three boxes', () => {
    const body = { 'f.day': '7', 'f.month': '3', 'f.year': '2026' }
    assert.deepEqual(readPage(formWith(field('date')), 'page', body), { f: '2026-03-07' })
    assert.deepEqual(readPage(formWith(field('date')), 'page', { ...body, 'f.month': '' }), { f: '7//2026' })
  })
  it('takes rows in the order of their numbers, without empty and removed ones', () => {
    const form = formWith({
      id: 'children',
      kind: 'list',
      fields: [
        { id: 'name', kind: 'text' },
        { id: 'age', kind: 'integer' },
        { id: 'place', kind: 'place' },
      ],
    })
    const body = {
      'children[10].name': 'Bru',
      'children[2].name': 'Ona',
      'children[2].age': '7',
      'children[2].place.address': 'Carrer Nou 3',
      'children[3].name': ' ',
      'children[4].name': 'Pol',
      'children[4].remove': 'yes',
      'children[x].name': 'no',
      'children[5].__proto__': 'no',
    }
    const children = [{ name: 'Ona', age: 7, place: { address: 'Carrer Nou 3' } }, { name: 'Bru' }]
    assert.deepEqual(readPage(form, 'page', body), { children })
  })
  it('believes of files only what the upload left', () => {
    const file = { id: 'sha', name: 'a.pdf', type: 'application/pdf', size: 10, path: '/etc/passwd' }
    const { path, ...kept } = file
    assert.deepEqual(readPage(formWith(field('file')), 'page', { f: [file] }), { f: [kept] })
    assert.deepEqual(readPage(formWith(field('file')), 'page', { f: path }), {})
  })
  it('does not change what a register holds', () => {
    const form = formWith(field('text', { prefill: 'person.name', editable: false }))
    const registers = { person: { name: 'Aina Soler' } }
    assert.deepEqual(readPage(form, 'page', { f: 'Somebody Else' }, { registers }), { f: 'Aina Soler' })
  })
  it('is asked when the register has nothing', () => {
    const form = formWith(field('text', { prefill: 'person.name', editable: false }))
    assert.deepEqual(readPage(form, 'page', { f: 'Aina' }, { registers: { person: {} } }), { f: 'Aina' })
  })
  it('brings nothing that the form does not ask', () => {
    assert.deepEqual(readPage(formWith(field('text')), 'page', { f: 'a', isAdmin: 'yes' }), { f: 'a' })
    assert.deepEqual(readPage(formWith(field('text')), 'other', { f: 'a' }), {})
  })
})
