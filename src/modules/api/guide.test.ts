import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import { resource } from '../../platform/root.ts'
import { type ApiScene, ainasThings, apiScene } from './testing.ts'

describe('The guide for programs', () => {
  let scene: ApiScene
  before(async () => {
    scene = await apiScene()
    await ainasThings(scene)
  })
  after(() => scene.close())

  it('can be followed from its first command to its last', async () => {
    const values = new Map([
      ['PERSON', await scene.token('aina')],
      ['OFFICER', await scene.token('mireia')],
    ])
    let run = 0
    for (const block of blocksOf(readFileSync(resource('docs/guides/api.md'), 'utf8'), 'sh')) {
      const words = wordsOf(block, values)
      const [, name, value] = /^([A-Z]+)=(.+)$/.exec(words[0] ?? '') ?? []
      if (name && value) {
        values.set(name, value)
        continue
      }
      const answer = await scene.server.inject(requestOf(words))
      assert.equal(answer.statusCode, Number(/# answers (\d+)/.exec(block)?.[1] ?? 200), `${block}\n${answer.body}`)
      run += 1
      await scene.hall.settled()
      if (/json/.test(String(answer.headers['content-type']))) remember(answer.json(), values)
      if (answer.statusCode === 400) assert.deepEqual(answer.json(), shownProblem())
    }
    assert.ok(run >= 12, `${run} commands were run`)
  })
})

function shownProblem(): unknown {
  const [shown] = blocksOf(readFileSync(resource('docs/guides/api.md'), 'utf8'), 'json')
  return JSON.parse(shown ?? '')
}

function blocksOf(markdown: string, language: string): string[] {
  return [...markdown.matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``, 'g'))].map(
    ([, block]) => block ?? '',
  )
}

/** The words of a command as a shell would give them: single quotes as they stand, in double ones `$NAME` and `\"`. */
function wordsOf(block: string, values: ReadonlyMap<string, string>): string[] {
  const command = block
    .replace(/^#.*\n/gm, '')
    .replaceAll('\\\n', ' ')
    .trim()
  const filled = (text: string) =>
    text.replaceAll('\\"', '"').replaceAll(/\$([A-Z]+)/g, (_, name: string) => {
      assert.ok(values.has(name), `nothing said what ${name} is`)
      return values.get(name) ?? ''
    })
  return [...command.matchAll(/'([^']*)'|"((?:[^"\\]|\\.)*)"|(\S+)/g)].map(
    ([, single, double, bare]) => single ?? filled(double ?? bare ?? ''),
  )
}

/** What curl would send. */
function requestOf([program, address = '', ...options]: readonly string[]) {
  assert.equal(program, 'curl')
  const { host, pathname, search } = new URL(address)
  const after = (flag: string) => options.flatMap((word, index) => (options[index - 1] === flag ? [word] : []))
  const headers = after('-H').map((line) => line.split(/: (.*)/).slice(0, 2))
  const [payload] = after('-d')
  return {
    method: payload === undefined ? ('GET' as const) : ('POST' as const),
    url: pathname + search,
    headers: { host, ...Object.fromEntries(headers) },
    ...(payload !== undefined && { payload }),
  }
}

/** What the guide says to take from an answer for the commands that follow. */
function remember(answer: Record<string, unknown>, values: Map<string, string>): void {
  const { result, documents, items } = answer as {
    result?: { caseId?: string }
    documents?: { documentId: string; code: string | null; shown: boolean }[]
    items?: { taskId?: string }[]
  }
  const issued = documents?.find(({ code, shown }) => code !== null && shown)
  const found = { CASE: result?.caseId, DOCUMENT: issued?.documentId, CODE: issued?.code, TASK: items?.[0]?.taskId }
  for (const [name, value] of Object.entries(found)) if (value) values.set(name, value)
}
