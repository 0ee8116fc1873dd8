import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, describe, it } from 'node:test'
import { resource } from '../root.ts'
import {
  checkTexts,
  chooseLang,
  formatDate,
  formatDateTime,
  formatDays,
  formatMoney,
  formatNumber,
  type Lang,
  languages,
  loadTexts,
} from './index.ts'
import { compileText } from './message.ts'

const folders: string[] = []
after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true })
})

function sourcesWith(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'finestra-texts-'))
  folders.push(folder)
  for (const [name, content] of Object.entries(files)) {
    const file = join(folder, name)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, content)
  }
  return folder
}

const everyLanguage = (content: string) =>
  Object.fromEntries(['ca', 'it', 'es', 'en'].map((lang) => [`modules/portal/i18n/${lang}.yaml`, content]))

describe('the texts of the interface', () => {
  it('are filled with what the page knows and bent by number in each language', () => {
    const sources = sourcesWith({
      ...everyLanguage('home: { hello: "Hello, {name}" }\ncases: { one: "{n} case", other: "{n} cases" }'),
      'modules/portal/i18n/it.yaml':
        'home: { hello: "Ciao, {name}" }\ncases: { one: "{n} pratica", other: "{n} pratiche" }',
    })
    const texts = loadTexts(sources)
    assert.equal(texts.translator('it')('portal.home.hello', { name: 'Lucia Bassi' }), 'Ciao, Lucia Bassi')
    assert.equal(texts.translator('it')('portal.cases', { n: 1 }), '1 pratica')
    assert.equal(texts.translator('it')('portal.cases', { n: 0 }), '0 pratiche')
    assert.equal(texts.translator('en')('portal.cases', { n: 2 }), '2 cases')
  })

  it('show an unknown key as such instead of an empty place', () => {
    assert.equal(loadTexts(sourcesWith(everyLanguage('a: "b"'))).translator('ca')('portal.nothing'), '⟦portal.nothing⟧')
  })

  it('are refused with the name of the file when one is not a text', () => {
    const texts = loadTexts(sourcesWith(everyLanguage('open: yes\ncount: 3')))
    assert.throws(() => texts.translator('ca')('portal.open'), /portal\/i18n\/.*portal\.count/)
  })
})

describe('the check of texts', () => {
  it('names a key that one language lacks, a place that a translation lost and a key that no file has', () => {
    const sources = sourcesWith({
      ...everyLanguage('a: "x {name}"\nb: "y"\nstate: { open: "o" }'),
      'modules/portal/i18n/it.yaml': 'a: "x"\nstate: { open: "o" }',
      'modules/portal/views.tsx': `// t('portal.in-a-comment')\nt('portal.a')\nt('portal.c')\nt(\`portal.state.\${s}\`)\nt(\`portal.kind.\${s}\`)`,
    })
    const report = checkTexts(sources)
    assert.equal(report.keys, 3)
    assert.equal(report.uses, 4)
    assert.deepEqual(report.problems, [
      'portal.b: no text in it',
      'portal.a: in it the places are {}, in en {name}',
      'modules/portal/views.tsx:3: no text has the key portal.c',
      'modules/portal/views.tsx:5: no text has the key portal.kind.…',
    ])
  })

  it('finds nothing to say about the texts of the program itself', () => {
    const report = checkTexts(resource('src'))
    assert.ok(report.keys > 0 && report.uses > 0, 'the check read no text or no code')
    assert.deepEqual(report.problems, [])
  })
})

describe('dates and amounts', () => {
  it('keep the day of a date whatever the zone, and move an instant to the zone of the town', () => {
    assert.equal(formatDate('ca', '2026-03-02'), '2 de març del 2026')
    assert.equal(formatDate('it', '2026-03-01T23:30:00Z', 'long', 'Europe/Rome'), '2 marzo 2026')
    assert.equal(formatDateTime('en', '2026-03-02T10:00:00Z', 'Europe/Madrid', 'medium'), '2 Mar 2026, 11:00')
  })

  it('write an amount exactly, also beyond what binary floating point holds', () => {
    assert.equal(formatMoney('es', '1234.5').replace(/\s/g, ' '), '1.234,50 €')
    assert.equal(formatMoney('en', '90071992547409.93'), '€90,071,992,547,409.93')
  })

  it('set the thousands of an amount apart in every language, from the first thousand', () => {
    const written = (lang: Lang) => formatMoney(lang, '9000').replace(/\s/g, ' ')
    assert.deepEqual(languages.map(written), ['9.000,00 €', '9.000,00 €', '9.000,00 €', '€9,000.00'])
    assert.deepEqual(
      languages.map((lang) => formatNumber(lang, '1234.5', 2)),
      ['1.234,50', '1.234,50', '1.234,50', '1,234.50'],
    )
  })

  it('set the thousands of a number in a sentence apart, and never tear a year', () => {
    const most = (lang: Lang, n: number) => compileText('{n}', lang)({ n })
    assert.deepEqual(
      languages.map((lang) => most(lang, 20_000)),
      ['20.000', '20.000', '20.000', '20,000'],
    )
    assert.deepEqual(
      languages.map((lang) => most(lang, 2026)),
      ['2026', '2026', '2026', '2026'],
    )
    assert.equal(most('ca', 2.5), '2,5')
  })

  it('count days in words', () => {
    assert.equal(formatDays('it', 1), '1 giorno')
    assert.equal(formatDays('ca', 10), '10 dies')
  })
})

describe('the language of a visitor', () => {
  it('is the first one asked for that the interface speaks, by weight, else that of the town', () => {
    assert.equal(chooseLang([undefined, 'fr-FR,es;q=0.4,it;q=0.9'], 'ca'), 'it')
    assert.equal(chooseLang(['fr', 'wo'], 'ca'), 'ca')
    assert.equal(chooseLang(['en', 'it'], 'ca'), 'en')
  })
})
