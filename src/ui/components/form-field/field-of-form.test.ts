import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parse } from 'yaml'
import { compileForm, parseForm, readPage, validatePage, visiblePageOf } from '../../../core/forms/index.ts'
import { loadTexts } from '../../../platform/i18n/index.ts'
import { resource } from '../../../platform/root.ts'
import type { PageContext } from '../../page-context.ts'
import { renderFragment } from '../../render-page.ts'
import { fieldOfForm, formErrors } from './field-of-form.ts'
import { FormField } from './form-field.tsx'

const yaml = `
languages: [ca, en]
pages:
  - id: works
    title: { ca: Les obres, en: The works }
    fields:
      - { id: name, kind: text, prefill: person.name, editable: false, label: { ca: Nom, en: Name } }
      - { id: budget, kind: money, required: true, min: 1, label: { ca: Pressupost, en: Budget }, help: { ca: Sense IVA., en: Without VAT. } }
      - { id: street, kind: yes-no, label: { ca: Ocupes el carrer?, en: Do you use the street? } }
      - { id: place, kind: place, label: { ca: On?, en: Where? } }
      - { id: plans, kind: file, accept: [application/pdf], max-mb: 5, label: { ca: Plànols, en: Plans } }
      - id: builders
        kind: list
        label: { ca: Empresa, en: Firm }
        fields: [{ id: name, kind: text, required: true, label: { ca: Nom, en: Name } }]
      - { id: truth, kind: declaration, label: { ca: És cert., en: It is true. } }
`
const form = compileForm(parseForm(parse(yaml), 'works.yaml'))
const context = { registers: { person: { name: 'Aina Soler' } } }
const ctx: PageContext = {
  lang: 'ca',
  t: loadTexts(resource('src')).translator('ca'),
  municipality: { slug: 'vilamar', name: 'Vilamar', law: 'es', zone: 'Europe/Madrid', languages: ['ca'] },
  visitor: { kind: 'anonymous' },
  path: '/',
  query: {},
}

const sent = {
  budget: '0',
  street: 'no',
  'place.address': 'Carrer de les Gavines, 14',
  plans: [{ id: 'f1', name: 'planta.pdf', type: 'application/pdf', size: 2000 }],
  'builders[0].name': 'Obres Vidal',
}
const answers = readPage(form, 'works', sent, context)
const fields = visiblePageOf(form, 'works', answers, context)?.fields ?? []
const problems = validatePage(form, 'works', answers, context)
const views = fields.map((visible) => fieldOfForm(ctx, visible, { problems }))

describe('a field of a procedure’s form on the page', () => {
  it('is there for each field of the form', () => {
    assert.deepEqual(
      views.map(({ kind }) => kind),
      ['text', 'money', 'yes-no', 'place', 'file', 'list', 'declaration'],
    )
  })

  it('shows what the registers hold without asking it', () => {
    const html = renderFragment(FormField({ ctx, field: views[0]! }))
    assert.match(html, /value="Aina Soler"/)
    assert.match(html, /readonly/)
  })

  it('keeps what was sent, says what is wrong with it and how to put it right', () => {
    const html = renderFragment(FormField({ ctx, field: views[1]! }))
    assert.match(html, /value="0"/)
    assert.match(html, /aria-describedby="field-budget-hint field-budget-error"/)
    assert.match(html, /aria-invalid="true"/)
  })

  it('sends back the names from which the same answers are read', () => {
    const html = views.map((field) => renderFragment(FormField({ ctx, field }))).join('')
    for (const name of ['budget', 'street', 'place.address', 'plans', 'builders[0].name', 'truth']) {
      assert.ok(html.includes(`name="${name}"`), name)
    }
  })

  it('is named in the summary of errors, which leads to it', () => {
    const errors = formErrors(ctx, fields, problems)
    assert.deepEqual(
      errors.map(({ field }) => field),
      ['budget', 'truth'],
    )
    assert.match(errors[0]!.text, /^Pressupost: /)
    assert.match(errors[1]!.text, /^Declaració: /)
  })
})
