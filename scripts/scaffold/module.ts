import { basename } from 'node:path'
import { addActInput } from './act.ts'
import { copySkeleton, exists, filesUnder, hasText, insertBefore, type Made, tidy } from './files.ts'
import { checkName, Mistake } from './mistake.ts'

const FLOORS = '.dependency-cruiser.cjs'
const ROLES = 'src/platform/identity/roles.yaml'

/** A department: a table under row-level security, an act that fills it, texts, a test, and its place in the house. */
export function newModule(name: string): Made {
  checkName(name)
  if (exists(`src/modules/${name}`)) throw new Mistake(`There is a department ${name} already: nothing was written.`)
  const table = `${name.replaceAll('-', '_')}_entry`
  const written = copySkeleton('module', `src/modules/${name}`, {
    ...{ notebook_entry: table, notebook: name, PREFIX: name },
    NUMBER: nextMigration(),
  })
  const act = `${name}.add-entry`
  const changed = [
    insertBefore('src/main.ts', { from: '', place: 'import ' }, `import './modules/${name}/index.ts'\n`),
    insertBefore(ROLES, { from: '\ntechnician:', place: '    - case.read\n' }, `    - ${name}.write\n`),
    addActInput(act, `town(async () => ({ title: 'A bench' }))`),
    insertBefore('tests/attack-tables.test.ts', { from: 'const FILLING', place: ']\n' }, `  '${act}',\n`),
    // A floor that was foreseen for it stands already.
    ...(hasText(FLOORS, `'${name}'`) ? [] : [insertBefore(FLOORS, { from: "['contact'", place: ']' }, `, '${name}'`)]),
  ]
  tidy([...written, ...changed])
  return {
    written: [...written, ...changed],
    left: [
      'name the table and the act after what the department really keeps',
      `say in ${FLOORS} on which floor it stands: what it may know, and who may know it`,
      `say in ${ROLES} who may: technicians hold ${name}.write now`,
      'make its pages in src/modules/desk and src/modules/portal: they compose, and own nothing',
      'add its words to docs/glossary.md',
    ],
  }
}

/** Migrations of departments go by tens, so that one may come between. */
function nextMigration(): string {
  const numbers = filesUnder('src/modules')
    .filter((file) => /\/migrations\/\d{4}-[^/]+\.sql$/.test(file))
    .map((file) => Number(basename(file).slice(0, 4)))
  return String(Math.floor(Math.max(...numbers) / 10) * 10 + 10).padStart(4, '0')
}
