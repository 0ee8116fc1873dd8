import type { Address } from '../../modules/people/index.ts'
import type { Chance } from '../random.ts'
import type { Town } from '../town.ts'

/** The doors of a town: its streets, then its villages, house by house, as many as `count` at least. */
export function addressesOf(town: Town, count: number, chance: Chance): Address[] {
  const places = placesOf(town)
  const addresses: Address[] = []
  for (let house = 1; addresses.length < count; house += 1) {
    for (const place of places) {
      if (place.village !== null && house > VILLAGE_HOUSES) continue
      addresses.push(...doorsOf(town, place, house, chance))
    }
  }
  return addresses
}

/** Houses in each street of a village. */
const VILLAGE_HOUSES = 12

interface Street {
  readonly street: string
  readonly streetClass: 'first' | 'second'
  readonly village: string | null
  readonly index: number
}

function placesOf(town: Town): Street[] {
  const inTown = [
    ...town.streets.first.map((street) => ({ street, streetClass: 'first' as const, village: null })),
    ...town.streets.second.map((street) => ({ street, streetClass: 'second' as const, village: null })),
  ]
  const inVillages = town.villages.flatMap((village) =>
    town.streets.second.slice(0, 4).map((street) => ({ street, streetClass: 'second' as const, village })),
  )
  return [...inTown, ...inVillages].map((street, index) => ({ ...street, index }))
}

/** The doors of one house: one in a village, up to eight in town. All have the cadastral reference of the house. */
function doorsOf(
  town: Town,
  { street, streetClass, village, index }: Street,
  house: number,
  chance: Chance,
): Address[] {
  const doors = village === null ? chance.pick([1, 1, 2, 4, 6, 8]) : 1
  // Streets leave the centre in all directions; villages lie some kilometres away.
  const angle = index * 2.4
  const away = village === null ? house * 0.00018 : 0.03 + house * 0.0001
  const building = {
    street,
    number: String(house),
    postalCode: town.postalCode,
    village,
    streetSection: String((index % town.sections) + 1).padStart(3, '0'),
    heritageArea: village === null && town.heritageStreets.includes(street),
    streetClass,
    lat: rounded(town.centre.lat + Math.sin(angle) * away),
    lon: rounded(town.centre.lon + Math.cos(angle) * away),
    cadastralRef: cadastralRef(town, index, house),
  }
  return Array.from({ length: doors }, (_, door) => ({
    addressId: chance.uuid(),
    ...building,
    floor: doors === 1 ? null : `${Math.floor(door / 2) + 1}-${(door % 2) + 1}`,
  }))
}

/** Of a sheet that does not exist. */
function cadastralRef(town: Town, street: number, house: number): string {
  return `${String(town.id * 1_000_000 + street * 1000 + house).padStart(7, '0')}ZZ0000N`
}

function rounded(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5
}
