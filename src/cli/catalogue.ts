import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import {
  type ExampleOutcome,
  type ExampleTown,
  type PackageFiles,
  type PackageProblem,
  parsePackage,
  problemText,
  runExample,
} from '../core/packages/index.ts'
import { type PackageFolder, readPackages } from '../platform/catalogue-files.ts'
import { languages } from '../platform/i18n/index.ts'
import { loadLaw } from '../platform/law.ts'
import { closeRenderer } from '../platform/pdf/index.ts'
import { packZip, unpackZip, ZipError } from './catalogue-zip.ts'
import { templateProblems } from './template-problems.ts'

const HELP = `finestra catalogue: procedure packages (catalogue/README.md has their format)

  finestra catalogue check DIR… [--json]        reads each package, checks its files against each other,
                                                renders its documents, runs its examples
  finestra catalogue export DIR --to FILE.zip   one file for another municipality; --to FOLDER copies the package there
  finestra catalogue install DIR|FILE.zip [--municipality SLUG]   checks a package and publishes it as a new version

DIR is the folder of a package, or a folder of packages.
Ends with 1 when a package is broken or an example does not come out, with 2 for wrong usage.
`

interface Output {
  write(text: string): unknown
}

/** What the command asks of whoever has the database. */
export interface CatalogueHost {
  /** Publishes the files of a package that was checked; gives what to tell. `municipality`: its slug, or all when absent. */
  install(files: PackageFiles, municipality: string | undefined): Promise<string>
}

/** What came of checking one package. */
export interface CheckedPackage {
  readonly name: string
  readonly ok: boolean
  readonly problems: readonly PackageProblem[]
  readonly warnings: readonly PackageProblem[]
  readonly examples: readonly ExampleOutcome[]
}

/** A request that cannot be carried out, said in words for the user. */
class Mistake extends Error {}

/** Runs `finestra catalogue …`; gives the exit code. Installing needs the host; without it, it says so. */
export async function catalogueCommand(
  args: readonly string[],
  out: Output,
  err: Output,
  host?: CatalogueHost,
): Promise<number> {
  try {
    const { values, positionals } = readArgs(args)
    const [verb, ...paths] = positionals
    if (values.help || verb === undefined) {
      out.write(HELP)
      return values.help ? 0 : 2
    }
    if (paths.length === 0) throw new Mistake('name the folder of a package, or a folder of packages')
    if (verb === 'check') return await check(paths, { out, json: values.json })
    if (verb === 'export') return exportPackage(paths, values.to, out)
    if (verb === 'install') return await install(paths, { out, err, host, municipality: values.municipality })
    throw new Mistake(`there is no "${verb}"; use check, export or install`)
  } catch (error) {
    if (!isMistakeOfTheUser(error)) throw error
    err.write(`finestra catalogue: ${error.message}\n`)
    return 2
  } finally {
    closeRenderer()
  }
}

function readArgs(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      to: { type: 'string' },
      municipality: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
}

function isMistakeOfTheUser(error: unknown): error is Error {
  if (error instanceof Mistake || error instanceof ZipError) return true
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return /^(ERR_PARSE_ARGS|ENOENT|ENOTDIR|EACCES)/.test(code)
}

async function check(paths: readonly string[], { out, json }: { out: Output; json: boolean }): Promise<number> {
  const started = performance.now()
  const folders = paths.flatMap((path) => packagesIn(path))
  const packages: CheckedPackage[] = []
  for (const folder of folders) packages.push(await checkPackage(folder))
  const examples = packages.flatMap((one) => one.examples)
  const passed = examples.filter((one) => one.passed).length
  const seconds = (performance.now() - started) / 1000
  const failed = examples.length - passed
  if (json) out.write(`${JSON.stringify({ packages, passed, failed, seconds }, null, 2)}\n`)
  else
    out.write(
      `${packages.map(printed).join('\n')}\n${passed} examples passed, ${failed} failed, in ${seconds.toFixed(1)} s\n`,
    )
  return packages.every(({ ok }) => ok) ? 0 : 1
}

function packagesIn(path: string): PackageFolder[] {
  const found = readPackages(path)
  if (found.length === 0)
    throw new Mistake(
      `there is no package in ${path}; a package has a service.yaml, form.yaml, process.bpmn and rules.dmn`,
    )
  return found
}

/** Reads a package, checks it, renders its documents and runs its examples with the laws and calendars of this installation. */
export async function checkPackage({ name, files }: Pick<PackageFolder, 'name' | 'files'>): Promise<CheckedPackage> {
  const parsed = await parsePackage(files, { languages })
  if ('problems' in parsed) return { name, ok: false, problems: parsed.problems, warnings: [], examples: [] }
  const { package: pack, warnings } = parsed
  const problems = await templateProblems(pack)
  if (pack.id !== name) {
    const what = `The folder is called “${name}” and the package “${pack.id}”.`
    problems.push({ file: 'service.yaml', place: 'id', what, remedy: 'Give both the same name.' })
  }
  const examples = pack.examples.map((example) => runExample(pack, example, { town: exampleTown }))
  return { name, ok: problems.length === 0 && examples.every(({ passed }) => passed), problems, warnings, examples }
}

/** A place of `law/places.yaml` as the town of an example. */
function exampleTown(slug: string): ExampleTown | undefined {
  const book = loadLaw()
  const place = book.places.get(slug)
  return place && { slug, law: book.law(place.law), calendar: book.calendar(slug), zone: place.zone }
}

function printed({ name, ok, problems, warnings, examples }: CheckedPackage): string {
  return [
    `${ok ? '✓' : '✗'} ${name}`,
    ...problems.map((problem) => `    ${problemText(problem)}`),
    ...warnings.map((warning) => `    note: ${problemText(warning)}`),
    ...examples.flatMap(({ passed, title, file, differences }) => [
      `    ${passed ? '✓' : '✗'} ${title}${passed ? '' : ` (${file})`}`,
      ...differences.map((difference) => `        ${difference}`),
    ]),
  ].join('\n')
}

function exportPackage(paths: readonly string[], to: string | undefined, out: Output): number {
  if (to === undefined) throw new Mistake('say where to: --to FILE.zip or --to FOLDER')
  const [folder, ...more] = paths.flatMap(packagesIn)
  if (!folder || more.length > 0) throw new Mistake('export one package at a time')
  const { name, files } = folder
  if (to.endsWith('.zip')) {
    mkdirSync(dirname(resolve(to)), { recursive: true })
    writeFileSync(to, packZip(name, files))
  } else {
    const target = basename(resolve(to)) === name ? to : join(to, name)
    if (existsSync(target)) throw new Mistake(`${target} is there already; remove it first, or choose another folder`)
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(target, path)), { recursive: true })
      writeFileSync(join(target, path), text)
    }
  }
  out.write(`${name}: ${Object.keys(files).length} files to ${to}\n`)
  return 0
}

interface Installing {
  readonly out: Output
  readonly err: Output
  readonly host: CatalogueHost | undefined
  readonly municipality: string | undefined
}

/** Every package is checked before the first one is installed. */
async function install(paths: readonly string[], { out, err, host, municipality }: Installing): Promise<number> {
  const folders = paths.flatMap((path) => (path.endsWith('.zip') ? [zipped(path)] : packagesIn(path)))
  const checked = await Promise.all(folders.map(checkPackage))
  const broken = checked.filter(({ ok }) => !ok)
  if (broken.length > 0) {
    err.write(`${broken.map(printed).join('\n')}\nNothing was installed.\n`)
    return 1
  }
  if (!host) throw new Mistake('this program has no database to install into; the package is in order')
  for (const { files } of folders) out.write(`${await host.install(files, municipality)}\n`)
  return 0
}

/** The package in a zip; its name is the one that it gives itself. */
function zipped(path: string): Pick<PackageFolder, 'name' | 'files'> {
  const files = unpackZip(readFileSync(path))
  const name = /^id:\s*["']?([\w-]+)/m.exec(files['service.yaml'] ?? '')?.[1] ?? basename(path, '.zip')
  return { name, files }
}
