import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { after, before, describe, it } from 'node:test'
import pg from 'pg'
import { parse } from 'yaml'
import { castAccounts } from '../src/demonstration/index.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../src/platform/database/embedded.ts'
import { resource } from '../src/platform/root.ts'

const root = resource('.')

/** Everything that is written for people to read, by its path in the project. */
const documents = globSync('**/*.md', {
  cwd: root,
  exclude: (path) => /(^|\/)(node_modules|dist|var)$/.test(path),
}).sort()

/** Those whose commands are run here. The guide for programs is followed by a test beside the API. */
const followed = documents.filter((file) => /^(README|docs\/guides\/(?!api)[a-z]+)\.md$/.test(file))

/** Results that a text states: the words that say so, and what its commands must print. */
const STATED: Readonly<Record<string, readonly (readonly [said: string, printed: RegExp])[]>> = {
  'README.md': [['14 April', /"end": ?"2026-04-14"/]],
  'docs/guides/procedures.md': [
    ['160 for the tax and 40 for handling: 200', /\b200\b/],
    ['It waits at `certainty`', /certainty/],
    ['The first ends on 14 April', /2026-04-14/],
  ],
  'docs/guides/administrator.md': [
    ['publishes', /serramunt: minor-works is published as version 1/],
    ['`manifest.json` is written last', /rows of \d+ tables and the files are in/],
  ],
}

describe('The commands of README and guides', () => {
  let server: EmbeddedPostgres
  let environment: NodeJS.ProcessEnv
  const work = mkdtempSync(join(tmpdir(), 'finestra-docs-'))
  before(async () => {
    // A server of its own, since the guide makes roles; its owner has no more rights than the guide says.
    server = await startEmbeddedPostgres(join(work, 'server'))
    await query(server.url, `create role owner login createrole bypassrls password 'one of its own'`)
    for (const name of ['town', 'empty']) await query(server.url, `create database ${name} owner owner`)
    const databases = { DATABASE_URL: urlOf(server, 'town'), EMPTY_DATABASE_URL: urlOf(server, 'empty') }
    const own = { WORK: work, FINESTRA_DATA: join(work, 'data'), LOG_LEVEL: 'error', ...databases }
    environment = { PATH: process.env.PATH, ...own }
  })
  after(async () => {
    await server?.stop()
    rmSync(work, { recursive: true, force: true })
  })

  it('are in more than one text', () => {
    assert.ok(followed.filter((file) => blocksOf(file).some(({ language }) => language === 'sh')).length >= 3)
  })

  for (const file of followed) {
    it(`${file} can be followed from its first command to its last, and does what it says`, async () => {
      const text = readFileSync(join(root, file), 'utf8')
      let printed = ''
      for (const { language, block } of blocksOf(file)) {
        if (language === 'sql') await query(urlOf(server, 'town'), block)
        if (language === 'sh') printed += await shell(block, environment)
      }
      for (const [said, result] of STATED[file] ?? []) {
        assert.ok(text.includes(said), `it no longer says “${said}”: correct what this test expects`)
        assert.match(printed, result, `it says “${said}”`)
      }
    })
  }
})

describe('The documents', () => {
  it('are found', () => assert.ok(documents.length >= 20, documents.join(', ')))

  it('link only to files and headings that are there', () => {
    const broken = documents.flatMap((file) =>
      [...proseOf(file).matchAll(/\]\((?!https?:|mailto:)([^)#\s]*)(#[^)\s]*)?\)/g)].flatMap(
        ([, path = '', anchor]) => {
          const target = path === '' ? join(root, file) : resolve(root, dirname(file), path)
          if (!existsSync(target)) return [`${file}: ${path}`]
          return anchor && !anchorsOf(readFileSync(target, 'utf8')).has(anchor) ? [`${file}: ${path}${anchor}`] : []
        },
      ),
    )
    assert.deepEqual(broken, [])
  })

  it('name only files of the project that are there', () => {
    let looked = 0
    const missing = documents.flatMap((file) =>
      [...proseOf(file).matchAll(/`((?:src|docs|catalogue|law|tests|scripts|bin)\/[^\s`]+)`/g)].flatMap(
        ([, path = '']) => {
          // What stands for a name (`<name>`, `NAME`, `REGION-YEAR`) is no file.
          if (/[<…]|(?!README|LICENSE|STATUS|ARCHITECTURE)\b[A-Z]{4,}/.test(path)) return []
          looked += 1
          return globSync(path.replace(/\/$/, ''), { cwd: root }).length > 0 ? [] : [`${file}: ${path}`]
        },
      ),
    )
    assert.deepEqual(missing, [])
    assert.ok(looked > 30, `only ${looked} were looked at`)
  })

  it('name only scripts that npm can run', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object }
    const named = documents.flatMap((file) =>
      [...readFileSync(join(root, file), 'utf8').matchAll(/npm run ([a-z-]+)|npm (start|test)\b/g)].map(
        ([, run, short]) => ({ file, script: run ?? short ?? '' }),
      ),
    )
    assert.ok(named.length > 5)
    assert.deepEqual(
      named.filter(({ script }) => !(script in scripts)),
      [],
    )
  })

  it('are reached from README: every guide is linked there', () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8')
    for (const guide of documents.filter((file) => file.startsWith('docs/guides/')))
      assert.ok(readme.includes(`](${guide})`), guide)
  })
})

describe('README', () => {
  it('shows pictures of both towns on a computer and a telephone, which weigh less than 3 MB together', () => {
    const pictures = globSync('docs/screenshots/*.png', { cwd: root })
    for (const kind of ['ca-1280', 'ca-360', 'it-1280', 'it-360'])
      assert.ok(pictures.filter((file) => file.endsWith(`-${kind}.png`)).length >= 6, kind)
    const bytes = pictures.reduce((sum, file) => sum + statSync(join(root, file)).size, 0)
    assert.ok(bytes < 3_000_000, `${bytes} bytes`)
    assert.match(readFileSync(join(root, 'README.md'), 'utf8'), /!\[[^\]]+\]\(docs\/screenshots\//)
  })

  it('calls only accounts that the demonstration has', () => {
    const tour = readFileSync(join(root, 'README.md'), 'utf8').split('## Five minutes')[1]?.split('\n## ')[0] ?? ''
    const named = [...tour.matchAll(/\*\*([A-ZÀ-Ú][\p{L}]+)(?: [A-Z]\p{L}+)?\*\*/gu)].map(([, name]) => name)
    const known = new Set<string | undefined>(castAccounts().map(({ givenName }) => givenName))
    assert.ok(named.length >= 6, named.join(', '))
    assert.deepEqual(
      named.filter((name) => !known.has(name)),
      [],
    )
  })
})

describe('The guide for officers', () => {
  it('has the keys that the desk shows, and no other', () => {
    const texts = parse(readFileSync(join(root, 'src/ui/i18n/en.yaml'), 'utf8')) as { keys: Record<string, unknown> }
    const shown = Object.values(texts.keys).flatMap((one) => (hasKey(one) ? [one.key] : []))
    const section = readFileSync(join(root, 'docs/guides/officer.md'), 'utf8').split('## Keys')[1]?.split('\n## ')[0]
    const told = [...(section ?? '').matchAll(/^\|([^|]+)\|/gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`([^`]+)`/g)].map(([, key]) => key),
    )
    assert.ok(shown.length > 5)
    assert.deepEqual(told.sort(), shown.sort())
  })
})

describe('The guide for administrators', () => {
  it('explains every variable of the environment that the program reads', () => {
    const guide = readFileSync(join(root, 'docs/guides/administrator.md'), 'utf8')
    const files = globSync('src/{platform,cli,modules,demonstration}/**/*.{ts,tsx}', { cwd: root }).filter(
      (file) => !/\.test\.ts$|testing/.test(file),
    )
    const read = files.flatMap((file) =>
      [...readFileSync(join(root, file), 'utf8').matchAll(/\benv\.([A-Z][A-Z_]+)|\(env, '([A-Z_]+)'/g)].map(
        ([, dotted, asked]) => dotted ?? asked ?? '',
      ),
    )
    assert.ok(read.length > 10)
    const notTold = new Set(read.filter((name) => name !== 'PATH' && !guide.includes(`\`${name}`)))
    assert.deepEqual([...notTold], [])
  })
})

describe('publiccode.yml', () => {
  it('has what version 0.4 of the standard requires', () => {
    const card = parse(readFileSync(join(root, 'publiccode.yml'), 'utf8')) as Record<string, Record<string, unknown>>
    const required = [
      ...['publiccodeYmlVersion', 'name', 'url', 'platforms', 'developmentStatus', 'softwareType', 'description'],
      ...['legal', 'maintenance', 'localisation'],
    ]
    assert.deepEqual(
      required.filter((key) => card[key] === undefined),
      [],
    )
    assert.match(String(card.publiccodeYmlVersion), /^0\.\d/)
    assert.ok(card.legal?.license)
    assert.ok(['internal', 'contract', 'community', 'none'].includes(String(card.maintenance?.type)))
    // Who maintains it by a community says whom to write to.
    assert.ok((card.maintenance?.contacts as unknown[] | undefined)?.length)
    assert.equal(typeof card.localisation?.localisationReady, 'boolean')
    assert.ok((card.localisation?.availableLanguages as unknown[] | undefined)?.length)
    for (const [language, texts] of Object.entries(card.description ?? {})) {
      const { shortDescription, longDescription, features } = texts as Record<string, string | string[] | undefined>
      assert.ok(shortDescription && shortDescription.length <= 150, `${language}: shortDescription`)
      const length = String(longDescription ?? '').length
      assert.ok(length >= 150 && length <= 10_000, `${language}: longDescription has ${length} characters`)
      assert.ok(features?.length, `${language}: features`)
    }
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
    assert.equal(card.softwareVersion, version)
  })
})

function hasKey(one: unknown): one is { key: string } {
  return typeof one === 'object' && one !== null && 'key' in one && typeof one.key === 'string'
}

interface Block {
  readonly language: string
  readonly block: string
}

function blocksOf(file: string): Block[] {
  const text = readFileSync(join(root, file), 'utf8')
  return [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language = '', block = '']) => ({
    language,
    block,
  }))
}

/** A text without its blocks of code. */
function proseOf(file: string): string {
  return readFileSync(join(root, file), 'utf8').replace(/^```[\s\S]*?^```$/gm, '')
}

/** The anchors of a text's headings, as they are made by whoever shows Markdown. */
function anchorsOf(text: string): Set<string> {
  const headings = [...text.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => heading)
  return new Set(
    headings.map(
      (heading) =>
        `#${heading
          .toLowerCase()
          .replace(/[^\p{L}\p{N} _-]/gu, '')
          .replaceAll(' ', '-')}`,
    ),
  )
}

/** What a block prints. It stops at the first command that fails, which fails the test with all that was said. */
function shell(block: string, env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((done, failed) => {
    execFile('sh', ['-eu', '-c', block], { cwd: root, env, timeout: 60_000 }, (error, stdout, stderr) => {
      if (error) failed(new Error(`${block}\nended with ${error.code}\n${stdout}${stderr}`))
      else done(stdout)
    })
  })
}

function urlOf(server: EmbeddedPostgres, database: string): string {
  const url = new URL(server.url)
  url.username = 'owner'
  url.password = 'one of its own'
  url.pathname = `/${database}`
  return url.href
}

async function query(url: string, statements: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statements)
  } finally {
    await client.end()
  }
}
