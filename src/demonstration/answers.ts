import { type Address, ageOn } from '../modules/people/index.ts'
import { placeOf as placeAnswer } from '../modules/portal/application/place.ts'
import type { Resident } from './people/resident.ts'
import type { Chance } from './random.ts'
import { membersOf } from './registers.ts'
import { sampleFile } from './sample-files.ts'
import type { Town } from './town.ts'

/** What a value in `demonstration.yaml` may depend on. */
export interface Ground {
  readonly town: Town
  readonly addresses: readonly Address[]
  readonly applicant: Resident
  readonly lang: string
  /** The day, YYYY-MM-DD. */
  readonly today: string
  readonly chance: Chance
}

/**
 * The answers of an application or a task. A map with one key that begins with `$` stands for a value:
 * `$between: [from, to, step]` a number, `$days: [from, to]` a date after today, `$one-of: [...]` one of a list,
 * `$share: 0.3` true in so many, `$text: {ca: …}` in the language, `$place: home | street | heritage` an address,
 * `$file: {ca: foto.png, …}` a handed-in file by its name in the language, `$members: [from, to]` people of the household by age (`$member`: one of them),
 * `$school`, `$iban`. An answer that comes out `undefined` is left out.
 */
export function answersOf(written: Readonly<Record<string, unknown>>, ground: Ground): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(written)
      .map(([id, value]) => [id, valueFor(value, ground)] as const)
      .filter(([, value]) => value !== undefined),
  )
}

/** One value; see `answersOf`. */
export function valueFor(written: unknown, ground: Ground): unknown {
  if (Array.isArray(written)) return written.map((one) => valueFor(one, ground))
  if (typeof written !== 'object' || written === null) return written
  const [[name = '', given] = []] = Object.entries(written)
  const make = STANDS_FOR[name]
  if (!make) throw new Error(`demonstration.yaml: "${name}" stands for nothing; known are ${Object.keys(STANDS_FOR)}`)
  return make(given as never, ground)
}

const STANDS_FOR: Readonly<Record<string, (given: never, ground: Ground) => unknown>> = {
  $between: ([from, to, step = 1]: number[], { chance }) =>
    from! + step * chance.whole(0, Math.floor((to! - from!) / step)),
  $days: ([from, to]: number[], { chance, today }) =>
    new Date(Date.parse(`${today}T00:00:00Z`) + chance.whole(from!, to!) * 86_400_000).toISOString().slice(0, 10),
  '$one-of': (list: unknown[], ground) => valueFor(ground.chance.pick(list), ground),
  $share: (share: number, { chance }) => chance.happens(share),
  $maybe: ([share, value]: [number, unknown], ground) =>
    ground.chance.happens(share) ? valueFor(value, ground) : undefined,
  $text: (texts: Record<string, string | string[]>, { lang, chance }) => {
    const text = texts[lang] ?? texts.en ?? ''
    return Array.isArray(text) ? chance.pick(text) : text
  },
  $place: placeOf,
  $file: (names: Record<string, string>, { lang, chance }) => {
    const name = names[lang] ?? names.en ?? ''
    const { type, size } = sampleFile(name, lang)
    return [{ id: chance.uuid(), name, type, size }]
  },
  $members: (ages: number[], ground) => membersAged(ages, ground),
  $member: (ages: number[], ground) => membersAged(ages, ground).slice(0, 1),
  $school: (_: unknown, { applicant, today, town }) =>
    membersOf(applicant, today).flatMap(({ held }) => held.filter(({ register }) => register === 'school'))[0]?.data
      .school ?? town.schools[0],
  $iban: (_: unknown, { town, chance }) => iban(town, chance),
}

function placeOf(which: string, { applicant, addresses, chance }: Ground): unknown {
  const protectedOnes = which === 'heritage' ? addresses.filter(({ heritageArea }) => heritageArea) : []
  const address = protectedOnes.length > 0 ? chance.pick(protectedOnes) : applicant.stay?.home.address
  if (!address) return undefined
  return placeAnswer(address)
}

function membersAged([from, to]: number[], { applicant, today }: Ground): string[] {
  return membersOf(applicant, today)
    .filter(({ born }) => born !== null && ageOn(born, today) >= from! && ageOn(born, today) <= to!)
    .map(({ personId }) => personId)
}

/** Of a bank that does not exist, with the check digits of ISO 13616. */
function iban({ law }: Town, chance: Chance): string {
  const country = law.toUpperCase()
  const digits = (count: number) => Array.from({ length: count }, () => chance.whole(0, 9)).join('')
  const account = law === 'it' ? `X00000${digits(5)}${digits(12)}` : `0000${digits(16)}`
  const rest = `${account}${country}00`.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55))
  const check = 98n - (BigInt(rest) % 97n)
  return `${country}${String(check).padStart(2, '0')}${account}`
}
