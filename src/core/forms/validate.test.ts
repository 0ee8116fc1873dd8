import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { parse } from 'yaml'
import { compileForm } from './compile-form.ts'
import type { Kind } from './form.ts'
import { parseForm } from './parse-form.ts'
import { exampleOfReadme, formWith, text, yamlWith } from './testing/forms.ts'
import { missing, PROBLEM_CODES, validateForm, validatePage } from './validate.ts'

const field = (kind: Kind, more: object = {}) => ({ id: 'f', kind, ...more })
const options = ['x', 'y', 'z'].map((id) => ({ id, label: text(id) }))
const pdf = { id: '1', name: 'a.pdf', type: 'application/pdf', size: 1024 }
const members = [
  { personId: 'p1', name: 'Ona', age: 7 },
  { personId: 'p2', name: 'Aina', age: 34 },
]
const context = { registers: { household: { members } }, opened: '2026-03-10' }

function codesOf(kind: Kind, more: object, value: unknown): readonly string[] {
  return validatePage(formWith(field(kind, more)), 'page', { f: value }, context).map(({ code }) => code)
}

describe('An answer', () => {
  const table: [Kind, object, unknown, string | undefined][] = [
    ['text', { required: true }, undefined, 'required'],
    ['text', { required: true }, '  ', 'required'],
    ['text', {}, undefined, undefined],
    ['text', { 'max-length': 3 }, 'abcd', 'too-long'],
    ['text', { 'max-length': 3 }, 'abc', undefined],
    ['text', { pattern: '[A-Z]{2}' }, 'AB', undefined],
    ['text', { pattern: '[A-Z]{2}' }, 'ABC', 'pattern'],
    ['text', {}, 3, 'not-text'],
    ['email', {}, 'aina@vilamar.example', undefined],
    ['email', {}, 'aina', 'email'],
    ['email', {}, 'aina@vilamar', 'email'],
    ['email', {}, 'a b@c.d', 'email'],
    ['email', {}, 'a@b@c.d', 'email'],
    ['phone', {}, '+34612345678', undefined],
    ['phone', {}, '12345', 'phone'],
    ['iban', {}, 'ES9121000418450200051332', undefined], // the example of the Spanish IBAN registry
    ['iban', {}, 'IT60X0542811101000000123456', undefined], // the Italian one
    ['iban', {}, 'ES9121000418450200051333', 'iban'],
    ['iban', {}, 'ES912100041845020005133', 'iban'],
    ['plate', {}, '1234BCD', undefined],
    ['plate', {}, 'AB123CD', undefined],
    ['plate', {}, 'ABCD', 'plate'],
    ['cadastral-ref', {}, '9872023VH5797S0001WX', undefined],
    ['cadastral-ref', {}, '12/345/6', undefined],
    ['cadastral-ref', {}, '9872023', 'cadastral-ref'],
    ['number', {}, 'lots', 'not-a-number'],
    ['number', {}, '1.234', 'two-readings'],
    ['number', {}, Number.NaN, 'not-a-number'],
    ['number', { min: 1 }, 0.5, 'below'],
    ['number', { max: 1 }, 1.5, 'above'],
    ['number', { min: 1, max: 1 }, 1, undefined],
    ['integer', {}, 2.5, 'not-whole'],
    ['money', {}, 12.345, 'too-many-decimals'],
    ['money', {}, 0.1 + 0.2, 'too-many-decimals'],
    ['money', {}, 1234.56, undefined],
    ['date', {}, '2026-02-29', 'not-a-date'],
    ['date', {}, '27 March', 'not-a-date'],
    ['date', { min: '2026-03-01' }, '2026-02-28', 'too-early'],
    ['date', { max: '2026-03-01' }, '2026-03-02', 'too-late'],
    ['date', { min: 'opened' }, '2026-03-09', 'too-early'],
    ['date', { min: 'opened' }, '2026-03-10', undefined],
    ['yes-no', { required: true }, false, undefined],
    ['yes-no', { required: true }, undefined, 'required-choice'],
    ['yes-no', {}, 'perhaps', 'yes-or-no'],
    ['choice', { options }, 'x', undefined],
    ['choice', { options }, 'w', 'choice'],
    ['choice', { options, required: true }, null, 'required-choice'],
    ['choices', { options }, ['x', 'y'], undefined],
    ['choices', { options }, ['x', 'w'], 'choice'],
    ['choices', { options, min: 2 }, ['x', 'x'], 'too-few-choices'],
    ['choices', { options, max: 1 }, ['x', 'y'], 'too-many-choices'],
    ['people', {}, ['p1', 'p2'], undefined],
    ['people', {}, ['p3'], 'choice'],
    ['people', { where: 'item.age <= 16' }, ['p1'], undefined],
    ['people', { where: 'item.age <= 16' }, ['p2'], 'choice'],
    ['place', {}, { address: 'Carrer Nou 3', lat: 41.4, lon: 2.4 }, undefined],
    ['place', {}, { address: 'Carrer Nou 3' }, undefined],
    ['place', {}, { lat: 41.4, lon: 2.4 }, 'place'],
    ['place', {}, { address: 'Carrer Nou 3', lat: 95, lon: 2.4 }, 'place'],
    ['place', { required: true }, {}, 'required'],
    ['file', { accept: ['application/pdf'] }, [pdf], undefined],
    ['file', { accept: ['image/*'] }, [{ ...pdf, type: 'image/png' }], undefined],
    ['file', { accept: ['image/*'] }, [pdf], 'file-type'],
    ['file', { 'max-mb': 1 }, [{ ...pdf, size: 1024 * 1024 + 1 }], 'file-too-big'],
    ['file', {}, [pdf, pdf], 'too-many-files'],
    ['file', { many: true }, [pdf, pdf], undefined],
    ['file', { many: true, max: 1 }, [pdf, pdf], 'too-many-files'],
    ['file', { required: true }, [], 'required-file'],
    ['file', {}, ['a.pdf'], 'file'],
    ['declaration', {}, false, 'required-declaration'],
    ['declaration', {}, true, undefined],
    ['declaration', { required: false }, false, undefined],
    ['info', {}, 'whatever', undefined],
    ['list', { fields: [], required: true }, [], 'required-row'],
    ['list', { fields: [], min: 2 }, [{}], 'too-few-rows'],
    ['list', { fields: [], max: 1 }, [{}, {}], 'too-many-rows'],
    ['list', { fields: [] }, 'x', 'required-row'],
  ]
  for (const [kind, more, value, code] of table) {
    it(`${JSON.stringify(value)} to a ${kind} ${JSON.stringify(more).slice(0, 60)} is ${code ?? 'right'}`, () => {
      assert.deepEqual(codesOf(kind, more, value), code ? [code] : [])
    })
  }
  it('has its limit in the problem, for the text', () => {
    const [problem] = validatePage(formWith(field('money', { max: 500 })), 'page', { f: 501 })
    assert.deepEqual(problem, { page: 'page', field: 'f', code: 'above', data: { max: 500 } })
  })
  it('in a row is named by its row', () => {
    const form = formWith({ id: 'rows', kind: 'list', fields: [{ id: 'name', kind: 'text', required: true }] })
    const problems = validatePage(form, 'page', { rows: [{ name: 'Ona' }, {}] })
    assert.deepEqual(
      problems.map(({ field, code }) => [field, code]),
      [['rows[1].name', 'required']],
    )
  })
  it('that a register holds is not the person to mend', () => {
    const form = formWith(field('iban', { prefill: 'account', editable: false, required: true }))
    assert.deepEqual(validatePage(form, 'page', {}, { registers: { account: 'wrong' } }), [])
    assert.deepEqual(
      validatePage(form, 'page', {}, { registers: {} }).map(({ code }) => code),
      ['required'],
    )
  })
})

describe('The example of the README', () => {
  const form = compileForm(parseForm(exampleOfReadme(), 'README.md'))
  const held = { registers: { person: { name: 'Aina Soler' }, household: { members } }, opened: '2026-03-10' }
  const kitchen = {
    kind: 'kitchen',
    budget: 6000,
    start: '2026-04-01',
    place: { address: 'Carrer Nou 3' },
    truth: true,
  }

  it('is complete for a kitchen without files and firms', () => {
    assert.deepEqual(validateForm(form, kitchen, held), [])
  })
  it('asks a scaffold for the safety sheet and the firms', () => {
    const problems = missing(form, { ...kitchen, kind: 'scaffold' }, held)
    assert.deepEqual(
      problems.map(({ page, field }) => `${page}.${field}`),
      ['works.safety_sheet'],
    )
  })
  it('asks the technician for the grounds of an unfavourable report', () => {
    const report = form.tasks.get('technical-report')
    assert.ok(report)
    const fieldsOf = (answers: object) =>
      validatePage(report, 'technical-report', { ...answers }).map(({ field }) => field)
    assert.deepEqual(fieldsOf({}), ['favourable'])
    assert.deepEqual(fieldsOf({ favourable: false }), ['grounds'])
    assert.deepEqual(fieldsOf({ favourable: true }), [])
  })
})

describe('A condition', () => {
  it('makes an answer required only when it holds', () => {
    const form = formWith({ id: 'a', kind: 'number' }, { id: 'b', kind: 'text', required: 'a > 3' })
    assert.equal(validateForm(form, { a: 4 }).length, 1)
    assert.equal(validateForm(form, { a: 3 }).length, 0)
    assert.equal(validateForm(form, {}).length, 0)
  })
  it('in a row sees the row and the answers before the list', () => {
    const rows = {
      id: 'rows',
      kind: 'list',
      fields: [
        { id: 'x', kind: 'number' },
        { id: 'y', kind: 'text', required: 'item.x > limit' },
      ],
    }
    const form = formWith({ id: 'limit', kind: 'number' }, rows)
    const fields = validateForm(form, { limit: 5, rows: [{ x: 6 }, { x: 4 }] }).map(({ field }) => field)
    assert.deepEqual(fields, ['rows[0].y'])
  })
})

describe('The texts of the problems', () => {
  const here = import.meta.dirname.replace(/\/dist(?=\/src\/)/, '')
  for (const lang of ['ca', 'it', 'es', 'en']) {
    it(`are there for every code in ${lang}`, () => {
      const { problem } = parse(readFileSync(`${here}/i18n/${lang}.yaml`, 'utf8')) as {
        problem: Record<string, string>
      }
      assert.deepEqual(Object.keys(problem).sort(), [...PROBLEM_CODES].sort())
    })
  }
})

describe('A form of 60 fields and 20 conditions', () => {
  it('is validated in less than a millisecond', () => {
    const fields = Array.from({ length: 60 }, (_, n) => ({
      id: `f${n}`,
      kind: n % 3 === 0 ? 'number' : 'text',
      required: true,
      ...(n % 3 === 2 ? { when: `f${n - 2} > 3 and f${n - 1} != null` } : {}),
    }))
    const form = compileForm(parseForm(yamlWith(...fields), 'form.yaml'))
    const answers = Object.fromEntries(fields.map(({ id, kind }, n) => [id, kind === 'number' ? n : `text ${n}`]))
    assert.equal(validateForm(form, answers).length, 0)
    const times = Array.from({ length: 300 }, () => {
      const from = performance.now()
      validateForm(form, answers)
      return performance.now() - from
    })
    const median = times.sort((a, b) => a - b)[150] ?? 0
    assert.ok(median < 1, `${median.toFixed(3)} ms`)
  })
})
