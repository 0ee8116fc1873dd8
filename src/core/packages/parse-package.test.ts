import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { forTown, type PackageFiles, type PackageProblem, problemText } from './index.ts'
import { changed, parsed, smallPackage } from './testing/small-package.ts'

async function problemsOf(files: PackageFiles): Promise<readonly PackageProblem[]> {
  const result = await parsed(files)
  return 'problems' in result ? result.problems : []
}

async function goodPackage(files: PackageFiles = smallPackage) {
  const result = await parsed(files)
  if ('problems' in result) throw new Error(result.problems.map(problemText).join('\n'))
  return result.package
}

describe('a package that holds together', () => {
  it('is read whole: sheet, form, drawing, rules, documents, examples', async () => {
    const pack = await goodPackage()
    assert.equal(pack.id, 'dog-licence')
    assert.equal(pack.service.competentOffice, 'citizen-service')
    assert.deepEqual([...pack.form.tasks.keys()], ['look'])
    assert.deepEqual([...pack.templates.keys()], ['licence'])
    assert.deepEqual(
      pack.examples.map(({ title }) => title),
      ['A big dog in Vilamar pays twice 12'],
    )
  })

  it('has for a town the terms and texts of its law and the parameters of the town over the common ones', async () => {
    const pack = await goodPackage()
    const vilamar = forTown(pack, { slug: 'vilamar', law: 'es' })
    const castelverde = forTown(pack, { slug: 'castelverde', law: 'it' })
    assert.deepEqual(vilamar.graph.root.term, { length: '1 month', start: 'register-entry', silence: 'granted' })
    assert.deepEqual(castelverde.graph.root.term, { length: '30 days', start: 'register-entry', silence: 'refused' })
    assert.deepEqual([vilamar.service.cost.en, castelverde.service.cost.en], ['12 euros', '10 euros'])
    assert.deepEqual([vilamar.parameters, castelverde.parameters], [{ rate: 12 }, { rate: 10 }])
    assert.throws(() => forTown(pack, { slug: 'paris', law: 'fr' }), /no term for the law “fr”/)
  })
})

/** What is broken, the files, and what must be said: file, place, words. */
const broken: readonly [what: string, files: PackageFiles, file: string, place: string, words: RegExp][] = [
  [
    'YAML that cannot be read',
    changed('service.yaml', ['id: dog-licence', 'id: [dog']),
    'service.yaml',
    'line 3',
    /not YAML/,
  ],
  [
    'a key that nobody knows',
    changed('service.yaml', ['life-event:', 'live-event:']),
    'service.yaml',
    'live-event',
    /unknown/,
  ],
  [
    'a key that is missing',
    changed('service.yaml', ['life-event: animals\n', '']),
    'service.yaml',
    'life-event',
    /missing/,
  ],
  [
    'a text without one of the languages',
    changed('service.yaml', ['{ ca: Hola, en: Hello }', '{ ca: Hola }']),
    'service.yaml',
    'messages.welcome.subject.en',
    /language is missing/,
  ],
  [
    'a text of one law without one of the languages',
    changed('service.yaml', ['{ ca: 10 euros, en: 10 euros }', '{ ca: 10 euros }']),
    'service.yaml',
    'cost.en',
    /language is missing/,
  ],
  [
    'a language that the catalogue does not have',
    changed('service.yaml', ['{ ca: Hola, en: Hello }', '{ ca: Hola, en: Hello, fr: Salut }']),
    'service.yaml',
    'messages.welcome.subject.fr',
    /not a language/,
  ],
  [
    'a term that is none',
    changed('service.yaml', ['term: 1 month', 'term: soon']),
    'service.yaml',
    'terms.es.term',
    /“soon” is not a term/,
  ],
  [
    'a silence that the law does not know',
    changed('service.yaml', ['silence: refused', 'silence: maybe']),
    'service.yaml',
    'terms.it.silence',
    /granted, refused, expiry/,
  ],
  [
    'a condition of the silence that is not FEEL',
    changed('service.yaml', ['when: application.big = true', 'when: "application.big ="']),
    'service.yaml',
    'terms.it.unless[0].when',
    /FEEL/,
  ],
  [
    'a condition of the silence that reads an unknown name',
    changed('service.yaml', ['when: application.big = true', 'when: huge']),
    'service.yaml',
    'terms.it.unless[0].when',
    /“huge”/,
  ],
  [
    'a law with a term and no legal basis',
    changed('service.yaml', ['  it: [{ law: Legge', '  fr: [{ law: Legge']),
    'service.yaml',
    'legal-basis.it',
    /no legal basis/,
  ],
  [
    'a version that is no number',
    changed('service.yaml', ['version: 1', 'version: one']),
    'service.yaml',
    'version',
    /whole number/,
  ],
  [
    'a channel that is none',
    changed('service.yaml', ['[web, counter]', '[web, pigeon]']),
    'service.yaml',
    'channels[1]',
    /“pigeon”/,
  ],
  [
    'an element of the drawing without its name',
    changed('service.yaml', ['  look: { ca: Ho mirem, en: Looked at }\n', '']),
    'service.yaml',
    'steps.look',
    /“Looked at” of the drawing has no name/,
  ],
  [
    'a name for an element that is not drawn',
    changed('service.yaml', ['  look: { ca', '  peek: { ca: Mirem, en: We peek }\n  look: { ca']),
    'service.yaml',
    'steps.peek',
    /no such element/,
  ],
  [
    'an arrow without its words',
    changed('service.yaml', ['  "yes": {', '  "no": {']),
    'service.yaml',
    'arrows.yes',
    /“yes” of the drawing/,
  ],
  [
    'a reason of a rule that has no words in each language',
    changed('service.yaml', ['  "Ordinance, art. 3": {', '  "Ordinance, art. 33": {']),
    'service.yaml',
    'rules.Ordinance, art. 3',
    /“Ordinance, art. 3” of rules.dmn has no words/,
  ],
  [
    'the name of a decision in one language only',
    changed('service.yaml', ['  Fee: { ca: Import, en: Fee }', '  Fee: { en: Fee }']),
    'service.yaml',
    'rules.Fee.ca',
    /language is missing/,
  ],
  [
    'words for what the rules do not say',
    changed('service.yaml', ['rules:\n', 'rules:\n  Price: { ca: Preu, en: Price }\n']),
    'service.yaml',
    'rules.Price',
    /not in rules.dmn/,
  ],
  [
    'a parameter of a town that is not a common one',
    changed('service.yaml', ['vilamar: { rate: 12 }', 'vilamar: { rates: 12 }']),
    'service.yaml',
    'parameters.vilamar.rates',
    /default parameters/,
  ],
  [
    'a form that the drawing names and form.yaml lacks',
    changed('process.bpmn', ['f:form="look"', 'f:form="inspect"']),
    'process.bpmn',
    'look',
    /“inspect” is not in form.yaml/,
  ],
  [
    'a form with a field of no kind',
    changed('form.yaml', ['kind: yes-no, required', 'kind: maybe, required']),
    'form.yaml',
    'tasks.look.fields[0].kind',
    /use one of/i,
  ],
  [
    'a form in fewer languages',
    changed('form.yaml', ['languages: [ca, en]', 'languages: [ca]']),
    'form.yaml',
    'languages',
    /“en”/,
  ],
  [
    'a decision that the drawing names and rules.dmn lacks',
    changed('process.bpmn', ['f:decision="Fee"', 'f:decision="Price"']),
    'process.bpmn',
    'fee',
    /“Price” is not in rules.dmn/,
  ],
  [
    'an effect that nobody carries out',
    changed('process.bpmn', ['f:do="message.send"', 'f:do="pigeon.send"']),
    'process.bpmn',
    'welcome',
    /Nobody does “pigeon.send”/,
  ],
  [
    'a document without its template',
    changed('process.bpmn', [
      'template: &quot;licence&quot;',
      'template: &quot;permit&quot;, title: &quot;licence&quot;',
    ]),
    'process.bpmn',
    'licence',
    /documents\/permit.typ is missing/,
  ],
  [
    'a document without its title',
    changed('process.bpmn', [
      'template: &quot;licence&quot;',
      'template: &quot;licence&quot;, title: &quot;permit&quot;',
    ]),
    'process.bpmn',
    'licence',
    /“permit” is not under documents/,
  ],
  [
    'a message without its text',
    changed('process.bpmn', ['text: &quot;welcome&quot;', 'text: &quot;goodbye&quot;']),
    'process.bpmn',
    'welcome',
    /“goodbye” is not under messages/,
  ],
  [
    'a message that nobody sends',
    changed(
      'process.bpmn',
      ['<endEvent id="done"/>', '<receiveTask id="wait" messageRef="m"/><endEvent id="done"/>'],
      ['targetRef="fee"', 'targetRef="wait"'],
      ['<sequenceFlow id="f2"', '<sequenceFlow id="f0" sourceRef="wait" targetRef="fee"/><sequenceFlow id="f2"'],
      ['<process id', '<message id="m" name="pigeon"/><process id'],
    ),
    'process.bpmn',
    'wait',
    /Nobody sends the message “pigeon”/,
  ],
  [
    'a process with another name than the package',
    changed('process.bpmn', ['<process id="dog-licence"', '<process id="cat-licence"']),
    'process.bpmn',
    'cat-licence',
    /same name/,
  ],
  [
    'a task that no office does',
    changed('process.bpmn', [' f:office="citizen-service"', '']),
    'process.bpmn',
    'look',
    /which office/,
  ],
  [
    'a variable that nothing gives',
    changed('process.bpmn', ['>fine = true<', '>fin = true<']),
    'process.bpmn',
    'fine-or-not',
    /“fin”, which nothing gives/,
  ],
  [
    'an answer that is not asked',
    changed('process.bpmn', ['>fine = true<', '>application.small = true<']),
    'process.bpmn',
    'fine-or-not',
    /application.small, which form.yaml does not ask/,
  ],
  [
    'a condition that is not FEEL',
    changed('process.bpmn', ['>fine = true<', '>fine ===<']),
    'process.bpmn',
    'f4',
    /cannot be read/,
  ],
  ['a drawing that is not BPMN', { ...smallPackage, 'process.bpmn': '<a/>' }, 'process.bpmn', '', /./],
  [
    'an element that the engine does not run',
    changed('process.bpmn', ['<endEvent id="done"/>', '<complexGateway id="maze"/><endEvent id="done"/>']),
    'process.bpmn',
    'maze',
    /ComplexGateway/,
  ],
  [
    'an arrow that leads nowhere',
    changed('process.bpmn', ['targetRef="licence"', 'targetRef="nowhere"']),
    'process.bpmn',
    'f4',
    /nowhere/,
  ],
  ['rules that are not DMN', { ...smallPackage, 'rules.dmn': 'hello' }, 'rules.dmn', '', /./],
  [
    'a cell that is not FEEL',
    changed('rules.dmn', ['<text>2 * parameters.rate</text>', '<text>2 * </text>']),
    'rules.dmn',
    '',
    /FEEL/,
  ],
  [
    'rules that read an answer that is not asked',
    changed('rules.dmn', ['application.big = true', 'application.huge = true']),
    'rules.dmn',
    '',
    /application.huge/,
  ],
  [
    'rules that read a parameter that is not written',
    changed('rules.dmn', ['2 * parameters.rate', '2 * parameters.price']),
    'rules.dmn',
    '',
    /parameters.price/,
  ],
  [
    'an input of the rules that nothing gives',
    changed('rules.dmn', [
      'name="parameters"><variable name="parameters"',
      'name="settings"><variable name="settings"',
    ]),
    'rules.dmn',
    'Fee',
    /“settings” is given by nothing/,
  ],
  [
    'an example without a title',
    changed('examples/big-dog.yaml', ['title: A big dog in Vilamar pays twice 12\n', '']),
    'examples/big-dog.yaml',
    'title',
    /missing/,
  ],
  [
    'an example that expects nothing',
    changed('examples/big-dog.yaml', ['status: completed', 'stat: completed']),
    'examples/big-dog.yaml',
    'then.stat',
    /unknown/,
  ],
  [
    'something in an example that cannot happen',
    changed('examples/big-dog.yaml', ['complete: look, with', 'rain: look, with']),
    'examples/big-dog.yaml',
    'when[0]',
    /nothing that can happen/,
  ],
  ['a file that no package has', { ...smallPackage, 'install.sh': 'rm -rf /' }, 'install.sh', '', /no such file/],
  [
    'a path out of the package',
    { ...smallPackage, 'documents/../../x.typ': '' },
    'documents/../../x.typ',
    '',
    /no such file/,
  ],
  [
    'no examples',
    Object.fromEntries(Object.entries(smallPackage).filter(([path]) => !path.startsWith('examples'))),
    'examples/',
    '',
    /no examples/,
  ],
]

describe('a broken package is refused with file, place, reason and remedy', () => {
  for (const [what, files, file, place, words] of broken)
    it(what, async () => {
      const problems = await problemsOf(files)
      const told = problems.map(problemText).join('\n')
      const found = problems.find((one) => one.file === file && (place === '' || one.place === place))
      assert.ok(found, `expected a problem at ${file}, ${place}; got:\n${told}`)
      assert.match(`${found.what} ${found.remedy}`, words, told)
      assert.ok(found.what.length > 10 && found.remedy.length > 5, told)
      assert.doesNotMatch(told, /undefined|\[object/)
    })

  for (const file of ['service.yaml', 'form.yaml', 'process.bpmn', 'rules.dmn'])
    it(`a package without ${file}`, async () => {
      const { [file]: _, ...rest } = smallPackage
      const problems = await problemsOf(rest)
      assert.ok(problems.some((one) => one.file === file && /missing/.test(one.what)))
    })

  it('tells everything that is wrong at once', async () => {
    const problems = await problemsOf({
      ...changed('service.yaml', ['term: 1 month', 'term: soon']),
      ...{ 'form.yaml': 'languages: [ca, en]\n', 'process.bpmn': '<a/>', 'rules.dmn': 'hello' },
    })
    assert.deepEqual([...new Set(problems.map(({ file }) => file))].sort(), [
      'form.yaml',
      'process.bpmn',
      'rules.dmn',
      'service.yaml',
    ])
  })

  it('does not choke on aliases that multiply without measure', async () => {
    const levels = Array.from(
      { length: 12 },
      (_, n) => `a${n + 1}: &a${n + 1} [${Array(12).fill(`*a${n}`).join(', ')}]`,
    )
    const problems = await problemsOf({ ...smallPackage, 'service.yaml': `a0: &a0 [lol]\n${levels.join('\n')}\n` })
    assert.match(problems.map(problemText).join('\n'), /aliases/)
  })

  it('never throws, whatever the files hold', async () => {
    for (const file of Object.keys(smallPackage))
      for (const text of [
        '',
        '\u0000',
        'null',
        '[]',
        '42',
        '{',
        '<',
        '- - -',
        '&a [*a]',
        'a: &a {b: *a}',
        '<?xml version="1.0"?>',
      ])
        await parsed({ ...smallPackage, [file]: text })
  })
})
