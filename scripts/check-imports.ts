import { globSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, posix } from 'node:path'

/**
 * Applies the order of the house to every import as written, those of types alone included: the compiled copy, which the dependency
 * cruiser reads, no longer has them. Prints each import that breaks a rule and ends non-zero.
 */
interface Rule {
  readonly name: string
  readonly from: { readonly path?: string; readonly pathNot?: string | readonly string[] }
  readonly to: { readonly path?: string; readonly pathNot?: string | readonly string[]; readonly circular?: boolean }
}

const root = join(import.meta.dirname, '..')
const { forbidden } = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as { forbidden: Rule[] }
const rules = forbidden.filter(({ to }) => !to.circular)

const found = globSync('src/**/*.{ts,tsx}', { cwd: root }).flatMap((file) =>
  importsOf(file).flatMap((to) =>
    rules.filter((rule) => breaks(rule, compiled(file), to)).map(({ name }) => `  ${name}: ${file} → ${to}`),
  ),
)
for (const line of found) console.log(line)
process.exit(found.length > 0 ? 1 : 0)

/** What a file imports of this project, by the path that the compiled copy has. */
function importsOf(file: string): string[] {
  const source = readFileSync(join(root, file), 'utf8')
  const written = [...source.matchAll(/(?:\bfrom|\bimport\()\s*'(\.[^']+)'/g)].map((match) => match[1] ?? '')
  return written.map((path) => compiled(posix.join(posix.dirname(file), path)))
}

function compiled(file: string): string {
  return file.replace(/\.tsx?$/, '.js')
}

/** As the cruiser reads a rule: `$1` in what is imported stands for the first group of the importer's path. */
function breaks({ from, to }: Rule, importer: string, imported: string): boolean {
  const match = new RegExp(from.path ?? '').exec(importer)
  if (!match || isAny(from.pathNot, importer, '')) return false
  const group = match[1] ?? ''
  return new RegExp((to.path ?? '').replaceAll('$1', group)).test(imported) && !isAny(to.pathNot, imported, group)
}

function isAny(patterns: string | readonly string[] | undefined, path: string, group: string): boolean {
  return [patterns ?? []].flat().some((pattern) => new RegExp(pattern.replaceAll('$1', group)).test(path))
}
