import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { FormError } from './form.ts'
import { parseForm } from './parse-form.ts'
import { exampleOfReadme, text, yamlWith } from './testing/forms.ts'

function problemsOf(yaml: unknown): readonly string[] {
  try {
    parseForm(yaml, 'catalogue/x/form.yaml')
    return []
  } catch (error) {
    assert.ok(error instanceof FormError, String(error))
    return error.problems
  }
}

describe('The example of the README', () => {
  it('is a form: three pages and a task', () => {
    const form = parseForm(exampleOfReadme(), 'README.md')
    assert.deepEqual(
      form.pages.map(({ id }) => id),
      ['works', 'people', 'person'],
    )
    assert.deepEqual([...form.tasks.keys()], ['technical-report'])
    assert.deepEqual(form.languages, ['ca', 'it', 'es', 'en'])
  })
})

describe('A field', () => {
  it('has the defaults of its kind', () => {
    const yaml = yamlWith(
      { id: 'a', kind: 'text' },
      { id: 'b', kind: 'declaration' },
      { id: 'c', kind: 'people' },
      { id: 'd', kind: 'file' },
    )
    const [a, b, c, d] = parseForm(yaml, 'f').pages[0]?.fields ?? []
    assert.deepEqual([a?.maxLength, a?.required, a?.editable, a?.sealed], [200, false, true, false])
    assert.equal(b?.required, true)
    assert.deepEqual(c?.source, { from: 'household.members', value: 'personId', label: 'name' })
    assert.deepEqual([d?.maxMb, d?.many, d?.max], [10, false, 10])
  })
})

describe('A form with a mistake is refused with the path in the file and the remedy', () => {
  const page = (fields: unknown) => ({ languages: ['ca', 'en'], pages: [{ id: 'p', title: text('P'), fields }] })
  const table: [string, unknown, RegExp][] = [
    ['nothing', null, /^form: write an object/],
    ['no languages', { pages: [] }, /^languages: list the languages/],
    ['a language that is not one', { languages: ['catalan!'], pages: [] }, /^languages: "catalan!"/],
    ['no page and no task', { languages: ['ca'], pages: [] }, /^pages: a form has at least one/],
    ['pages that are no list', { languages: ['ca'], pages: 3 }, /^pages: write a list/],
    [
      'a page without title',
      { languages: ['ca'], pages: [{ id: 'p', fields: [] }] },
      /^pages\[0\]\.title: write the text in each language: \{ ca:/,
    ],
    [
      'a label without one language',
      page([{ id: 'a', kind: 'text', label: { en: 'A' } }]),
      /^pages\[0\]\.fields\[0\]\.label\.ca: the text in "ca" is missing/,
    ],
    [
      'a label in a language of another form',
      page([{ id: 'a', kind: 'text', label: { ...text('a'), fr: 'A' } }]),
      /label\.fr: "fr" is not one/,
    ],
    [
      'an unknown kind',
      yamlWith({ id: 'a', kind: 'txt' }),
      /^pages\[0\]\.fields\[0\]\.kind: use one of: text, long-text/,
    ],
    [
      'an unknown key',
      yamlWith({ id: 'a', kind: 'text', requierd: true }),
      /fields\[0\]\.requierd: is not known here; the keys are: .*required/,
    ],
    [
      'a key of another kind',
      yamlWith({ id: 'a', kind: 'date', accept: [] }),
      /fields\[0\]\.accept: is not known here/,
    ],
    ['an id with a dash', yamlWith({ id: 'a-b', kind: 'text' }), /fields\[0\]\.id: .*subtraction/],
    ['an id that FEEL knows', yamlWith({ id: 'date', kind: 'date' }), /"date" means something in FEEL/],
    [
      'an id twice',
      yamlWith({ id: 'a', kind: 'text' }, { id: 'a', kind: 'text' }),
      /fields\[1\]\.id: "a" is used twice/,
    ],
    ['FEEL that does not parse', yamlWith({ id: 'a', kind: 'text', when: '1 + (' }), /fields\[0\]\.when: is not FEEL/],
    [
      'FEEL that is not text',
      yamlWith({ id: 'a', kind: 'text', when: 3 }),
      /fields\[0\]\.when: write a FEEL expression/,
    ],
    [
      'a condition on a later answer',
      yamlWith({ id: 'a', kind: 'text', when: 'b = 1' }, { id: 'b', kind: 'number' }),
      /fields\[0\]\.when: names "b"/,
    ],
    [
      'a condition on itself',
      yamlWith({ id: 'a', kind: 'text', when: 'application.a = "x"' }),
      /fields\[0\]\.when: names "a"/,
    ],
    [
      'a condition on a later answer of the row',
      yamlWith({
        id: 'l',
        kind: 'list',
        fields: [
          { id: 'a', kind: 'text', when: 'item.b = 1' },
          { id: 'b', kind: 'number' },
        ],
      }),
      /fields\[0\]\.fields\[0\]\.when: names "b"/,
    ],
    [
      'a list in a list',
      yamlWith({ id: 'l', kind: 'list', fields: [{ id: 'm', kind: 'list', fields: [] }] }),
      /cannot hold another list/,
    ],
    [
      'what is not asked and not read',
      yamlWith({ id: 'a', kind: 'text', editable: false }),
      /editable: needs "prefill"/,
    ],
    ['a choice without options', yamlWith({ id: 'a', kind: 'choice' }), /options: give either/],
    [
      'an option twice',
      yamlWith({
        id: 'a',
        kind: 'choice',
        options: [
          { id: 'x', label: text('x') },
          { id: 'x', label: text('x') },
        ],
      }),
      /options\[1\]\.id: "x" is used twice/,
    ],
    [
      'a pattern that is none',
      yamlWith({ id: 'a', kind: 'text', pattern: '(' }),
      /pattern: is not a regular expression/,
    ],
    [
      'a type of file that is none',
      yamlWith({ id: 'a', kind: 'file', accept: ['pdf'] }),
      /accept: "pdf" is not a type/,
    ],
    ['a length of nothing', yamlWith({ id: 'a', kind: 'text', 'max-length': 0 }), /max-length: write a number above 0/],
    ['a date limit that is a number', yamlWith({ id: 'a', kind: 'date', min: 2026 }), /min: write a date in quotes/],
    [
      'a task without fields',
      { languages: ['ca', 'en'], tasks: { report: { title: text('R') } } },
      /^tasks\.report\.fields: write a list/,
    ],
  ]
  for (const [what, yaml, message] of table) {
    it(what, () => {
      const problems = problemsOf(yaml)
      assert.ok(
        problems.some((problem) => message.test(problem)),
        problems.join('\n') || 'was accepted',
      )
    })
  }
  it('lists every problem at once, with the name of the file', () => {
    const yaml = yamlWith({ id: 'a-b', kind: 'text' }, { id: 'c', kind: 'txt' }, { id: 'd', kind: 'choice' })
    assert.equal(problemsOf(yaml).length, 3)
    assert.throws(() => parseForm(yaml, 'catalogue/x/form.yaml'), /catalogue\/x\/form\.yaml: pages\[0\]/)
  })
  it('does not take a word in quotes, or a property of something else, for a later answer', () => {
    const yaml = yamlWith({ id: 'a', kind: 'text', when: 'applicant.b = "b"' }, { id: 'b', kind: 'text' })
    assert.deepEqual(problemsOf(yaml), [])
  })
  it('never fails otherwise, whatever the file', () => {
    fc.assert(fc.property(fc.jsonValue(), (yaml) => void problemsOf(yaml)))
    const field = fc.dictionary(
      fc.constantFrom('id', 'kind', 'label', 'fields', 'options', 'min', 'when', 'accept'),
      fc.jsonValue(),
    )
    fc.assert(fc.property(fc.array(field), (fields) => void problemsOf(page(fields))))
  })
})
