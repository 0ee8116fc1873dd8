import { parse } from 'yaml'
import { copySkeleton, exists, filesUnder, insertBefore, type Made, readProjectFile, tidy } from './files.ts'
import { checkName, Mistake } from './mistake.ts'

/** An act of a department, exported by it, with its test, and an input for the tests that loop over all acts. */
export function newAct(path: string, permission: string | undefined): Made {
  const [module = '', verb = ''] = path.split('/')
  checkName(module)
  checkName(verb)
  const index = `src/modules/${module}/index.ts`
  if (!exists(index))
    throw new Mistake(`There is no department ${module}: make it with "npm run new module ${module}".`)
  const acts = actsOf(module)
  const prefix = acts.match(/name: '([a-z-]+)\./)?.[1] ?? module
  const words = {
    ...{ 'do-something': verb, doSomething: camel(verb), PREFIX: prefix },
    PERMISSION: permissionFor(acts, permission),
  }
  const written = copySkeleton('act', `src/modules/${module}/acts`, words)
  const changed = [
    insertBefore(index, { from: '', place: 'export ' }, `export { ${camel(verb)} } from './acts/${verb}.ts'\n`),
    addActInput(`${prefix}.${verb}`, `town(async () => ({ text: 'A bench.' }))`),
  ]
  tidy([...written, ...changed])
  return {
    written: [...written, ...changed],
    left: [
      `read and write what ${verb} is about, by queries in src/modules/${module}/store.ts`,
      `decide who may: the permission is now ${words.PERMISSION}, of src/platform/identity/roles.yaml`,
      'say in tests/support/act-inputs.ts whose it is (a thing, the town, one’s own) and with what it succeeds',
      'describe it in src/modules/api/acts/acts.yaml, or keep it from other programs in not-offered.yaml',
    ],
  }
}

/** Every act has an input with which it succeeds, once. */
export function addActInput(name: string, input: string): string {
  const place = { from: 'export const ACT_INPUTS', place: '\n}\n' }
  return insertBefore('tests/support/act-inputs.ts', place, `\n  '${name}': ${input},`)
}

function actsOf(module: string): string {
  const files = filesUnder(`src/modules/${module}`).filter((file) => /\/acts\/[^/]+(?<!\.test)\.ts$/.test(file))
  return files.map(readProjectFile).join('\n')
}

/** The permission asked for, or the one that most acts of the department ask of officers. */
function permissionFor(acts: string, asked: string | undefined): string {
  const held = permissionsOfOfficers()
  if (asked !== undefined) {
    if (held.has(asked)) return asked
    throw new Mistake(`No role of officers holds ${asked}: add it to src/platform/identity/roles.yaml first.`)
  }
  const named = [...acts.matchAll(/permission: '([^']+)'/g)]
    .map(([, name = '']) => name)
    .filter((name) => held.has(name))
  const counted = Map.groupBy(named, (name) => name)
  const [most] = [...counted].sort(([, one], [, other]) => other.length - one.length)
  if (most) return most[0]
  throw new Mistake('No act of this department asks a permission of officers: say one with --permission.')
}

function permissionsOfOfficers(): ReadonlySet<string> {
  // Read as it stands; a test of the roles holds its form.
  const roles = parse(readProjectFile('src/platform/identity/roles.yaml')) as Record<
    string,
    { assignable?: boolean; permissions: string[] }
  >
  return new Set(
    Object.values(roles)
      .filter(({ assignable }) => assignable !== false)
      .flatMap(({ permissions }) => permissions),
  )
}

function camel(kebab: string): string {
  return kebab.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
}
