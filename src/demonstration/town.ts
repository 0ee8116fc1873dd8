import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { Municipality } from '../platform/acts/index.ts'
import { resource } from '../platform/root.ts'

/** A demonstration municipality as it stands in `data/towns.yaml`. */
export interface Town {
  readonly id: number
  readonly slug: string
  readonly name: string
  readonly law: string
  readonly place: string
  readonly zone: string
  /** The first is the default. */
  readonly languages: readonly string[]
  /** Inhabitants and households, exactly. */
  readonly people: number
  readonly households: number
  readonly postalCode: string
  readonly sections: number
  readonly centre: { readonly lat: number; readonly lon: number }
  readonly villages: readonly string[]
  readonly streets: { readonly first: readonly string[]; readonly second: readonly string[] }
  readonly heritageStreets: readonly string[]
  readonly schools: readonly string[]
  /** Who works there beside the cast: by office, how many in which role. */
  readonly staff: Readonly<Record<string, Readonly<Record<string, number>>>>
  /** Names by language, by office. */
  readonly offices: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/** The towns of the demonstration. */
export const towns: readonly Town[] = readData('towns.yaml')

/** Given and family names, by town. */
export const names: Readonly<Record<string, Readonly<Record<'women' | 'men' | 'families', readonly string[]>>>> =
  readData('names.yaml')

/** The town as the platform knows it. */
export function municipalityOf(town: Town): Municipality {
  const { id, slug, name, law, place, zone, languages } = town
  const defaultLanguage = languages[0] ?? 'en'
  return { municipalityId: id, slug, name, law, place, zone, languages, defaultLanguage, settings: {} }
}

/** A file of `data/`, written by us: its shape is that of the type it is read as. */
export function readData<T>(file: string): T {
  return parse(readFileSync(resource('src/demonstration/data', file), 'utf8')) as T
}
