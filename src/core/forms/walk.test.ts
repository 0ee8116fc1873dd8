import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { compileForm } from './compile-form.ts'
import { prefill } from './held.ts'
import { optionsOf } from './options.ts'
import { parseForm } from './parse-form.ts'
import { readPage } from './read-page.ts'
import { summary } from './summary.ts'
import { exampleOfReadme, formWith, labelled, text } from './testing/forms.ts'
import { validateForm, validatePage } from './validate.ts'
import { cleanAnswers, visiblePageOf, visiblePages } from './walk.ts'

const form = compileForm(parseForm(exampleOfReadme(), 'README.md'))
const registers = {
  person: { name: 'Aina Soler' },
  household: {
    members: [
      { personId: 'p1', name: 'Ona', age: 7 },
      { personId: 'p2', name: 'Aina', age: 34 },
    ],
  },
}

describe('The pages shown', () => {
  it('leave out a page whose condition does not hold', () => {
    const ids = (answers: object) => visiblePages(form, { ...answers }, { registers }).map(({ id }) => id)
    assert.deepEqual(ids({ kind: 'kitchen' }), ['works', 'person'])
    assert.deepEqual(ids({ kind: 'roof' }), ['works', 'people', 'person'])
  })
  it('have the rows of a list with what each of them shows', () => {
    const list = {
      id: 'rows',
      kind: 'list',
      fields: [
        { id: 'has', kind: 'yes-no' },
        { id: 'which', kind: 'text', when: 'item.has' },
      ],
    }
    const page = visiblePageOf(formWith(list), 'page', { rows: [{ has: true }, { has: false }] })
    const paths = page?.fields[0]?.rows.map((row) => row.map(({ path }) => path))
    assert.deepEqual(paths, [['rows[0].has', 'rows[0].which'], ['rows[1].has']])
  })
  it('say what is held and not asked', () => {
    const held = visiblePageOf(form, 'person', {}, { registers })?.fields.find(({ path }) => path === 'name')
    assert.deepEqual([held?.held, held?.value], [true, 'Aina Soler'])
  })
})

describe('What may be stored', () => {
  const chain = formWith(
    { id: 'a', kind: 'yes-no' },
    { id: 'b', kind: 'yes-no', when: 'a' },
    { id: 'c', kind: 'text', when: 'b = true' },
  )
  it('has no answer that is not shown, nor one shown only by a hidden one', () => {
    assert.deepEqual(cleanAnswers(chain, { a: true, b: true, c: 'x' }), { a: true, b: true, c: 'x' })
    assert.deepEqual(cleanAnswers(chain, { a: false, b: true, c: 'x' }), { a: false })
  })
  it('has nothing that the form does not know, and nothing blank', () => {
    assert.deepEqual(cleanAnswers(chain, { a: true, b: null, z: 1, constructor: 'x' }), { a: true })
  })
  it('has what is held in place of what was sent', () => {
    const one = formWith({ id: 'n', kind: 'text', prefill: 'person.name', editable: false })
    assert.deepEqual(cleanAnswers(one, { n: 'Somebody Else' }, { registers }), { n: 'Aina Soler' })
  })
  it('cleans rows too', () => {
    const list = {
      id: 'rows',
      kind: 'list',
      fields: [
        { id: 'a', kind: 'number' },
        { id: 'b', kind: 'text', when: 'item.a = 1' },
      ],
    }
    const answers = {
      rows: [
        { a: 1, b: 'x' },
        { a: 2, b: 'y', c: 3 },
      ],
    }
    assert.deepEqual(cleanAnswers(formWith(list), answers), { rows: [{ a: 1, b: 'x' }, { a: 2 }] })
  })
  it('is the same when cleaned again', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const once = cleanAnswers(form, answers, { registers })
        assert.deepEqual(cleanAnswers(form, once, { registers }), once)
      }),
    )
  })
})

describe('A task form', () => {
  it('sees the application and the variables of the process by their names', () => {
    const yaml = {
      languages: ['ca', 'en'],
      tasks: {
        check: {
          title: text('Check'),
          fields: [
            labelled({ id: 'why', kind: 'text', required: true, when: 'application.kind = "roof" and fee > 10' }),
          ],
        },
      },
    }
    const check = compileForm(parseForm(yaml, 'f')).tasks.get('check')
    assert.ok(check)
    const problems = (context: object) => validatePage(check, 'check', {}, { ...context }).length
    assert.equal(problems({ application: { kind: 'roof' }, fee: 11 }), 1)
    assert.equal(problems({ application: { kind: 'kitchen' }, fee: 11 }), 0)
  })
})

describe('Prefilling', () => {
  it('takes from the registers what has a path there', () => {
    assert.deepEqual(prefill(form, registers), { name: 'Aina Soler' })
    assert.deepEqual(prefill(form, {}), {})
  })
  it('fills the rows of a list from a list', () => {
    const list = {
      id: 'children',
      kind: 'list',
      prefill: 'household.members',
      fields: [
        { id: 'name', kind: 'text' },
        { id: 'years', kind: 'integer', prefill: 'age' },
      ],
    }
    assert.deepEqual(prefill(formWith(list), registers), {
      children: [
        { name: 'Ona', years: 7 },
        { name: 'Aina', years: 34 },
      ],
    })
  })
})

describe('Options from a register', () => {
  it('are the rows that the field offers, by their name', () => {
    const pupils = form.pages[2]?.fields.find(({ id }) => id === 'pupils')
    assert.ok(pupils)
    assert.deepEqual(optionsOf(pupils, 'ca', { registers }), [{ id: 'p1', label: 'Ona' }])
  })
  it('are none when the register has nothing', () => {
    const pupils = form.pages[2]?.fields.find(({ id }) => id === 'pupils')
    assert.ok(pupils)
    assert.deepEqual(optionsOf(pupils, 'ca', {}), [])
  })
})

describe('A summary', () => {
  const answers = {
    kind: 'roof',
    budget: 1234.5,
    start: '2026-04-01',
    place: { address: 'Carrer Nou 3', lat: 41.4, lon: 2.4 },
    builders: [{ name: 'Obres Puig', crane: true }, { name: 'Fusta SL' }],
    pupils: ['p1'],
    allergies: 'Nuts',
    truth: true,
  }
  const linesIn = (lang: string) =>
    summary(form, answers, lang, { registers }).map(({ label, text }) => `${label}: ${text}`)

  it('sets the thousands of an amount apart in every language', () => {
    const budget = (lang: string) =>
      linesIn(lang)
        .find((line) => line.includes('234'))
        ?.replace(/\s/g, ' ')
    assert.deepEqual(
      ['ca', 'it', 'es', 'en'].map((lang) => /[€\d].*/.exec(budget(lang) ?? '')?.[0]),
      ['1.234,50 €', '1.234,50 €', '1.234,50 €', '€1,234.50'],
    )
  })

  it('reads as Catalan writes dates, amounts and options', () => {
    assert.deepEqual(
      linesIn('ca').map((line) => line.replace(/\s/g, ' ')),
      [
        'Quina obra és?: Teulada',
        'Pressupost: 1.234,50 €',
        "Dia d'inici: 1 d’abril del 2026",
        'On són?: Carrer Nou 3',
        'Empreses 1 · Nom: Obres Puig',
        'Empreses 1 · Porta grua?: Sí',
        'Empreses 2 · Nom: Fusta SL',
        'Nom: Aina Soler',
        'Alumnes: Ona',
        'Al·lèrgies: Nuts',
        'Declaro que és cert.: Sí',
      ],
    )
  })
  it('reads as Italian and English do', () => {
    assert.ok(linesIn('it').includes('Giorno di inizio: 1 aprile 2026'))
    assert.ok(linesIn('en').includes('First day: 1 April 2026') || linesIn('en').includes('First day: April 1, 2026'))
  })
  it('marks what is sealed', () => {
    const sealed = summary(form, answers, 'ca', { registers }).filter((line) => line.sealed)
    assert.deepEqual(
      sealed.map(({ field }) => field),
      ['allergies'],
    )
  })
})

const ids = ['kind', 'budget', 'start', 'place', 'safety_sheet', 'builders', 'name', 'pupils', 'allergies', 'truth']
const anyAnswers = fc.dictionary(fc.constantFrom(...ids, '__proto__', 'constructor'), fc.jsonValue())
const anyBody = fc.dictionary(
  fc.oneof(
    fc.constantFrom(
      ...ids,
      'place.lat',
      'place.address',
      'builders[0].name',
      'builders[0].crane',
      'builders[9999].name',
    ),
    fc.constantFrom('start.day', 'builders[0].__proto__', 'builders[0].constructor', '__proto__'),
    fc.string(),
  ),
  fc.oneof(fc.string({ unit: 'binary' }), fc.array(fc.string({ unit: 'binary' })), fc.jsonValue()),
)

describe('Whatever is sent', () => {
  it('is read, checked, cleaned and summarised without failing', () => {
    fc.assert(
      fc.property(fc.oneof(anyBody, fc.anything()), anyAnswers, fc.jsonValue(), (body, draft, registers) => {
        let answers: Record<string, unknown> = { ...draft }
        for (const { id } of form.pages) answers = { ...answers, ...readPage(form, id, body, { registers }) }
        for (const problem of validateForm(form, answers, { registers })) assert.match(problem.code, /^[a-z-]+$/)
        const clean = cleanAnswers(form, answers, { registers })
        assert.ok(Object.keys(clean).every((id) => ids.includes(id)))
        assert.ok(Array.isArray(summary(form, clean, 'it', { registers })))
      }),
      { numRuns: 500 },
    )
  })
})
