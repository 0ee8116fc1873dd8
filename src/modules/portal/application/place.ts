import type { Queries } from '../../../platform/database/index.ts'
import { type Address, findAddress, searchAddresses } from '../../people/index.ts'

/** An address of the town as a place is answered: what the rules and the officer need goes with it. */
export interface PlaceAnswer {
  readonly address: string
  readonly addressId?: string
  readonly cadastralRef?: string
  readonly section?: string
  readonly streetClass?: string
  readonly heritage?: boolean
  readonly village?: string
  readonly lat?: number
  readonly lon?: number
  /** The person was shown what is alike and said that it is none of them. */
  readonly unlisted?: boolean
}

/** "Carrer del Forn, 12, 2n (Sant Jordi)". */
export function addressInWords({ street, number, floor, village }: Address): string {
  return `${street}, ${number}${floor ? `, ${floor}` : ''}${village ? ` (${village})` : ''}`
}

export function placeOf(address: Address): PlaceAnswer {
  const { addressId, cadastralRef, streetSection, streetClass, heritageArea, village, lat, lon } = address
  return {
    ...{ address: addressInWords(address), addressId, section: streetSection, streetClass, heritage: heritageArea },
    ...(cadastralRef !== null && { cadastralRef }),
    ...(village !== null && { village }),
    ...(lat !== null && lon !== null && { lat, lon }),
  }
}

/** What is made of what was written: an address of the town, or those that are alike, to choose from. */
export type Resolved =
  | { readonly place: PlaceAnswer }
  | { readonly place: PlaceAnswer; readonly alike: readonly Address[] }

const SHOWN = 6

/**
 * Finds the address that was written (or chosen: `chosen` is its identifier, or `none`). Written just as the town writes it, it is
 * taken; otherwise the person is asked which one they mean.
 */
export async function resolvePlace(
  db: Queries,
  written: PlaceAnswer,
  { before, chosen }: { before: unknown; chosen: string | undefined },
): Promise<Resolved> {
  const known = before as PlaceAnswer | null | undefined
  if (chosen === undefined || chosen === '') {
    if (known?.address === written.address && (known.addressId !== undefined || known.unlisted)) return { place: known }
  } else {
    if (chosen === 'none') return { place: { ...written, unlisted: true } }
    const address = isId(chosen) ? await findAddress(db, chosen) : undefined
    if (address) return { place: placeOf(address) }
  }
  const alike = await searchAddresses(db, written.address, SHOWN)
  const same = alike.filter((one) => plain(addressInWords(one)) === plain(written.address))
  if (same.length === 1 && same[0]) return { place: placeOf(same[0]) }
  return { place: written, alike: withNumber(alike, written.address) }
}

/** Those with a number that was written, when there are any: who wrote 12 means neither 120 nor 112. */
function withNumber(alike: readonly Address[], written: string): readonly Address[] {
  const numbers = new Set(plain(written).split(' '))
  const meant = alike.filter(({ number }) => numbers.has(plain(number)))
  return meant.length > 0 ? meant : alike
}

const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)

/** Without accents, capitals and punctuation. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
