import { cast } from '../cast.ts'
import { lineOf, type Row, TextArray } from '../copy.ts'
import { type Chance, chance as chanceOf } from '../random.ts'
import { columnsOf, type Table } from '../tables.ts'
import type { Town } from '../town.ts'
import type { Home, Population, Resident, Stay } from './resident.ts'

/** A line of a table, as `COPY` reads it. */
export type Line = readonly [table: Table, line: string]

/** The rows of a town's people, as they stood when the history began. */
export function* peopleLines(
  town: Town,
  population: Population,
  { seed, since }: { seed: number; since: string },
): Generator<Line> {
  const chance = chanceOf(seed * 37 + town.id)
  const write = (table: Table, row: Row): Line => [
    table,
    lineOf({ municipality_id: town.id, ...row }, columnsOf(table)),
  ]
  for (const { officerId, roles, offices, ...officer } of population.workers) {
    const lists = { roles: new TextArray(roles), offices: new TextArray(offices) }
    yield write('officer', { officer_id: officerId, ...officer, ...lists })
  }
  for (const [office, name] of Object.entries(town.offices)) {
    const head = population.workers.find(({ roles, offices }) => roles.includes('head') && offices.includes(office))
    yield write('office', { office_id: office, name, head_officer_id: head?.officerId ?? null })
  }
  for (const resident of population.residents) yield write('person', personRow(resident, since))
  for (const address of population.addresses) yield write('address', snakeCased(address))
  for (const { householdId, address } of [...population.homes, ...population.formerHomes]) {
    yield write('household', { household_id: householdId, address_id: address.addressId })
  }
  for (const resident of population.residents) {
    for (const stay of [resident.before, resident.stay]) {
      if (stay) yield write('residence', residenceRow(resident, stay, stay.home, chance))
    }
    for (const { register, personId, data, source, asOf } of resident.held) {
      yield write('held_data', { person_id: personId, register, data, source, as_of: asOf })
    }
  }
  for (const row of mandateRows(town, population, since, chance)) yield write('mandate', row)
}

function personRow(person: Resident, since: string): Row {
  const { personId, kind, identityNumber, givenName, familyName, birthDate } = person
  return {
    ...{ person_id: personId, kind, identity_number: identityNumber, given_name: givenName, family_name: familyName },
    ...{ birth_date: birthDate, email: person.email, phone: person.phone, language: person.language },
    ...{ must_be_digital: person.mustBeDigital, notification: person.notification },
    ...{ accessibility: person.accessibility, created_at: since },
  }
}

function residenceRow({ personId }: Resident, stay: Stay, home: Home, chance: Chance): Row {
  const { relation, since, until, status } = stay
  return {
    ...{ residence_id: chance.uuid(), person_id: personId, address_id: home.address.addressId },
    ...{ household_id: home.householdId, relation, since, until, status, sealed: home.sealed },
  }
}

/** Those of the cast who represent somebody, for everything, until two years from the beginning of the history and two more. */
function mandateRows(town: Town, population: Population, since: string, chance: Chance): Row[] {
  return (cast.people[town.slug] ?? []).flatMap(({ id, represents }) => {
    const representative = population.cast.get(id)
    const grantor = represents === undefined ? undefined : population.cast.get(represents)
    if (!representative || !grantor) return []
    const day = since.slice(0, 10)
    return [
      {
        ...{ mandate_id: chance.uuid(), grantor_id: grantor.personId, representative_id: representative.personId },
        ...{
          scope: 'general',
          since: day,
          until: `${Number(day.slice(0, 4)) + 4}${day.slice(4, 7)}-28`,
          proof: 'counter',
        },
        ...{ registered_at: since, registered_by: 'system:demonstration' },
      },
    ]
  })
}

/** Column names of what is kept under the same names in the program. */
function snakeCased(row: object): Row {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), value]),
  )
}
