import { DEMO_PASSWORD } from '../platform/identity/demo-provider/accounts.ts'
import { castAccounts } from './cast.ts'
import { towns } from './town.ts'

/** What `serve` prints: where the towns are, and who can sign in. */
export function accountLines(baseUrl: string): string[] {
  const accounts = castAccounts()
  const lines = towns.flatMap(({ slug, name }) => {
    const own = accounts.filter(({ municipality }) => municipality === slug)
    const list = (kind: string) =>
      own.filter((one) => one.kind === kind).map(({ id, note }) => (note?.en ? `${id} (${note.en})` : id))
    return [
      `  ${name}: ${baseUrl}/municipality/${slug}`,
      ...wrapped('    citizens: ', list('person')),
      ...wrapped('    officers: ', list('officer')),
      '',
    ]
  })
  return [
    ...lines,
    `  All of them are invented. Choose one on the page to sign in, or type its name and “${DEMO_PASSWORD}”.`,
    '',
  ]
}

const WIDTH = 100

function wrapped(label: string, items: readonly string[]): string[] {
  const lines: string[] = []
  let line = label
  items.forEach((item, index) => {
    const word = index === items.length - 1 ? item : `${item}, `
    if (line.length + word.length > WIDTH && line.trim() !== label.trim()) {
      lines.push(line.trimEnd())
      line = ' '.repeat(label.length)
    }
    line += word
  })
  return [...lines, line]
}
