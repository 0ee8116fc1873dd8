import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { searchCases } from './index.ts'
import { fileApplication, KITCHEN_WITH_SKIP, type TownHall, townHall } from './testing.ts'

const PLACES = [
  'Carrer del Forn 12',
  'Carrer del Forn 12 bis',
  'Carrer del Forn, 12B',
  'Carrer del Forn 12-14',
  'Carrer del Forn 112',
  'Carrer del Forn 120',
  'Plaça de l’Església 7, 2n 1a',
  'Via Po 12',
  'Via Poggio 12',
  'Plaça de la Vila s/n',
]

describe('the search of the desk', () => {
  let hall: TownHall
  const numbers = new Map<string, string>()
  before(async () => {
    hall = await townHall()
    for (const address of PLACES) {
      const place = { ...KITCHEN_WITH_SKIP.place, address }
      const { number } = await fileApplication(hall, 'minor-works', { ...KITCHEN_WITH_SKIP, place })
      numbers.set(address, number)
    }
    await hall.settled()
  })
  after(() => hall.close())

  const search = (text: string) => hall.platform.db.within(1, (db) => searchCases(db, text))
  const placesOf = async (text: string) => new Set((await search(text)).map(({ title }) => title))
  const places = (...of: string[]) => new Set(of)

  it('finds a house by its whole number, with its doors and stairs, and no house whose number is longer', async () => {
    const at12 = places(...PLACES.slice(0, 4))
    assert.deepEqual(await placesOf('forn 12'), at12)
    assert.deepEqual(await placesOf('carrer del forn, 12'), at12)
    assert.deepEqual(await placesOf('12 FORN'), at12)
    assert.deepEqual(await placesOf('forn 120'), places('Carrer del Forn 120'))
  })

  it('tells 12 bis, 12B and 12-14 apart where they are asked for, however they are written', async () => {
    for (const asked of ['forn 12b', 'forn 12 B', 'Forn 12/B']) {
      assert.ok((await placesOf(asked)).has('Carrer del Forn, 12B'), asked)
    }
    assert.deepEqual(await placesOf('forn 12b'), places('Carrer del Forn, 12B'))
    assert.deepEqual(await placesOf('forn 12bis'), places('Carrer del Forn 12 bis'))
    assert.deepEqual(await placesOf('forn 12-14'), places('Carrer del Forn 12-14'))
    assert.deepEqual(await placesOf('forn 14'), places('Carrer del Forn 12-14'))
  })

  it('forgives accents, capitals, kinds of street, and words that are only begun or stand inside others', async () => {
    const church = places('Plaça de l’Església 7, 2n 1a')
    for (const asked of ['esglesia 7', 'l’Església 7', 'PLAÇA ESGLÉSIA 7', 'pl. esglé 7', 'glesia 7']) {
      assert.deepEqual(await placesOf(asked), church, asked)
    }
    assert.deepEqual(await placesOf('c/ forn 112'), places('Carrer del Forn 112'))
    assert.deepEqual(await placesOf('via po 12'), places('Via Po 12', 'Via Poggio 12'))
    assert.deepEqual(await placesOf('forn 1'), places())
  })

  it('finds the cases of a person by name and house', async () => {
    assert.deepEqual(await placesOf('aina soler 120'), places('Carrer del Forn 120'))
    assert.deepEqual(await placesOf('soler forn 112'), places('Carrer del Forn 112'))
    assert.equal((await search('aina soler')).length, PLACES.length)
  })

  it('finds a case by its number, by its register number, and by a piece of either', async () => {
    const number = numbers.get('Plaça de la Vila s/n') ?? ''
    const found = async (text: string) => (await search(text)).map((one) => one.number)
    assert.deepEqual(await found(number), [number])
    assert.deepEqual(await found(`E-${number.replace('/', '-')}`), [number])
    assert.deepEqual(await found(number.slice(-5)), [number])
    assert.deepEqual(await found('gaudí 12'), [])
  })
})
