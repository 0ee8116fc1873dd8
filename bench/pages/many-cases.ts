import type { TestDatabase } from '../../src/platform/database/testing.ts'

/** Two real cases that the others are made after. */
export interface Patterns {
  /** Waits for an officer. */
  readonly openCase: string
  /** Was decided. */
  readonly closedCase: string
}

/** One case in so many is open, as in a town hall that keeps up with its work. */
export const OPEN_SHARE = 32
/** The offices that share the work. */
export const OFFICES = [
  'town-planning',
  'police',
  'culture',
  'education',
  'treasury',
  'social',
  'citizens',
  'secretary',
]

/**
 * Adds so many cases with their open tasks and register entries: copies of the patterns with other numbers, people,
 * places, offices and days. The indexes that are not constraints are made afterwards.
 */
export async function addCases(owner: TestDatabase['owner'], patterns: Patterns, count: number): Promise<void> {
  const indexes = (await owner(SECONDARY_INDEXES)) as { name: string; definition: string }[]
  for (const { name } of indexes) await owner(`drop index finestra.${name}`)
  const [open, closed] = [patterns.openCase, patterns.closedCase].map((number) => `'${number}'`)
  const all = `generate_series(1, ${count}) n`
  await copy(owner, {
    table: 'cases',
    pattern: `number in (${open}, ${closed})`,
    numbers: all,
    on: `pattern.number = case when n % ${OPEN_SHARE} = 0 then ${open} else ${closed} end`,
    changed: CASE,
  })
  await copy(owner, {
    table: 'task',
    pattern: `element = 'technical-report' and case_id = (select case_id from cases where number = ${open})`,
    numbers: all,
    on: `n % ${OPEN_SHARE} = 0`,
    changed: TASK,
  })
  await copy(owner, {
    table: 'register_entry',
    pattern: `register = 'entry' and case_id = (select case_id from cases where number = ${closed})`,
    numbers: all,
    on: 'true',
    changed: ENTRY,
  })
  for (const { definition } of indexes) await owner(`set maintenance_work_mem = '512MB'; ${definition}`)
  await owner('vacuum (analyze) finestra.cases')
  await owner('vacuum (analyze) finestra.task')
  await owner('vacuum (analyze) finestra.register_entry')
}

const SECONDARY_INDEXES = `
  select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
  where indrelid = any('{finestra.cases, finestra.task, finestra.register_entry}'::regclass[]) and not indisunique`

interface Copying {
  readonly table: string
  /** Chooses the rows that are copied. */
  readonly pattern: string
  readonly numbers: string
  /** Which numbers get a copy of which row. */
  readonly on: string
  /** The columns that differ from copy to copy, as expressions of `n` and `pattern`. */
  readonly changed: Readonly<Record<string, string>>
}

async function copy(owner: TestDatabase['owner'], { table, pattern, numbers, on, changed }: Copying): Promise<void> {
  const columns = (await owner(`
    select attname::text as name from pg_attribute
    where attrelid = 'finestra.${table}'::regclass and attnum > 0 and not attisdropped and attgenerated = ''`)) as {
    name: string
  }[]
  const names = columns.map(({ name }) => name)
  const unknown = Object.keys(changed).filter((name) => !names.includes(name))
  if (unknown.length > 0) throw new Error(`${table} has no column ${unknown.join(', ')}`)
  await owner(`set search_path = finestra, public;
    with pattern as materialized (select * from ${table} where ${pattern})
    insert into ${table} (${names}) select ${names.map((name) => changed[name] ?? `pattern.${name}`)}
    from ${numbers} join pattern on ${on}`)
}

const pick = (list: readonly string[], by: string) =>
  `(array[${list.map((one) => `'${one}'`)}])[1 + (${by}) % ${list.length}]`

const GIVEN = [
  'Aina',
  'Joan',
  'Fatou',
  'Núria',
  'Pau',
  'Bruna',
  'Mercè',
  'Oriol',
  'Laia',
  'Martí',
  'Ona',
  'Jordi',
  'Ivet',
]
/** A hundred, of which a few are Soler, Puig, Vila and Serra. */
const FAMILY = ['Sol', 'Pu', 'Rib', 'Fer', 'Vil', 'Ser', 'Cost', 'Roc', 'Pon', 'Mas'].flatMap((stem) =>
  ['er', 'ig', 'as', 'rer', 'adell', 'ra', 'et', 'ells', 'a', 'ol'].map((ending) => stem + ending),
)
const STREETS = ['Carrer', 'Plaça', 'Passeig', 'Camí'].flatMap((kind) =>
  [
    ...[
      'del Forn',
      'de l’Església',
      'Major',
      'de Mar',
      'Ral',
      'Nou',
      'del Port',
      'de la Font',
      'dels Horts',
      'del Castell',
    ],
    ...[
      'de Dalt',
      'de Baix',
      'del Molí',
      'de la Riera',
      'del Pou',
      'de Sant Pere',
      'de Santa Anna',
      'del Mercat',
      'de la Creu',
    ],
    ...[
      'de les Eres',
      'del Raval',
      'de la Pau',
      'del Bosc',
      'de la Vinya',
      'del Sol',
      'de l’Estació',
      'de les Escoles',
      'del Mig',
    ],
  ].map((name) => `${kind} ${name}`),
)
const PEOPLE = 40_000

const NUMBER = `to_char(2000 + n % 20, 'FM0000') || '/' || to_char(900000 + n, 'FM0000000')`
const LABEL = `'E-' || to_char(2000 + n % 20, 'FM0000') || '-' || to_char(900000 + n, 'FM0000000')`
const NAME = `${pick(GIVEN, `n % ${PEOPLE}`)} || ' ' || ${pick(FAMILY, `n % ${PEOPLE} / 7`)} || ' ' || ${pick(FAMILY, `n % ${PEOPLE} / 300`)}`
const TITLE = `${pick(STREETS, 'n')} || ' ' || 1 + n / 112 % 300`
const OPENED = `timestamptz '2026-03-02 09:00Z' - n * interval '1 minute'`
const CASE_ID = `md5('case' || n)::uuid`
const OFFICE = pick(OFFICES, `n / ${OPEN_SHARE}`)
/** The ends of the terms of what is open lie within some months. */
const RISK = `case when n % ${OPEN_SHARE} = 0 then date '2026-03-02' + (n / ${OPEN_SHARE} * 7 % 90)::int end`

const CASE = {
  case_id: CASE_ID,
  number: NUMBER,
  applicant_id: `md5('person' || n % ${PEOPLE})::uuid`,
  applicant_name: NAME,
  title: TITLE,
  register_label: LABEL,
  opened_at: OPENED,
  decided_at: `case when n % ${OPEN_SHARE} > 0 then ${OPENED} + (n % 20) * interval '1 day' end`,
  closed_at: `case when n % ${OPEN_SHARE} > 0 then ${OPENED} + interval '30 days' end`,
  status: `case when n % ${OPEN_SHARE} = 0 then 'open' else 'closed' end`,
  office_id: OFFICE,
  due_on: RISK,
  risk_on: RISK,
  search: `plain(${[NUMBER, NAME, TITLE, LABEL].join(` || ' ' || `)})`,
}

const TASK = {
  task_id: `md5('task' || n)::uuid`,
  case_id: CASE_ID,
  office_id: OFFICE,
  officer_id: `case when n / ${OPEN_SHARE} % 3 = 0 then md5('officer' || n % 40)::uuid end`,
  opened_at: OPENED,
  due_on: RISK,
  risk_on: RISK,
}

const ENTRY = {
  number: '1000000 + n',
  label: LABEL,
  at: OPENED,
  effective_at: OPENED,
  sender: NAME,
  case_id: CASE_ID,
  person_id: `md5('person' || n % ${PEOPLE})::uuid`,
}
