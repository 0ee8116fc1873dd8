import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { type Act, type Actor, type Municipality, runAct, type Stage } from '../../platform/acts/index.ts'
import type { Queries } from '../../platform/database/index.ts'
import { type TestDatabase, TOWNS, testDatabase } from '../../platform/database/testing.ts'
import * as people from './index.ts'
import { ADDRESSES, PEOPLE, populate } from './testing.ts'

const VILAMAR: Municipality = {
  municipalityId: 1,
  slug: 'vilamar',
  name: 'Vilamar',
  law: 'es',
  place: 'vilamar',
  zone: 'Europe/Madrid',
  languages: ['ca', 'es', 'en'],
  defaultLanguage: 'ca',
  settings: {},
}
const TODAY = '2026-03-02'
const { aina, joan, fatou, forn, nuria, pau, bruna } = PEOPLE

let test: TestDatabase
let stage: Stage
beforeEach(async () => {
  test = await testDatabase()
  await test.owner(TOWNS)
  await populate(test)
  stage = { db: test.db, now: () => `${TODAY}T09:00:00.000Z` }
})
afterEach(() => test.drop())

const inVilamar = <T>(work: (db: Queries) => Promise<T>) => test.db.within(1, work)
const run = <Input, Result>(act: Act<Input, Result>, actor: Actor, input: Input, key: string = randomUUID()) =>
  runAct(stage, act, { municipality: VILAMAR, actor, channel: 'web', key, input })
const code = (outcome: Awaited<ReturnType<typeof run>>) => (outcome.ok ? 'ok' : outcome.refused.code)

describe('a search for people', () => {
  const names = async (text: string) => (await inVilamar((db) => people.searchPeople(db, text))).map(({ name }) => name)

  for (const [typed, meant] of [
    ['aina soler', 'Aina Soler'],
    ['SOLER', 'Aina Soler'],
    ['nuria', 'Núria Ribas'],
    ['Jon Puig', 'Joan Puig'],
    ['Dialo', 'Fatou Diallo'],
    ['Jalo Fatou', 'Fatou Diallo'],
    ['fatu dialo', 'Fatou Diallo'],
    ['puig joan', 'Joan Puig'],
    ['forn rivas', 'Forn Ribas SL'],
  ] as const) {
    it(`finds ${meant} first when “${typed}” is typed`, async () => {
      assert.equal((await names(typed))[0], meant)
    })
  }

  it('finds by the whole identity number, however it is written', async () => {
    assert.deepEqual(await names('00000001-r'), ['Aina Soler'])
  })

  it('finds nobody for a name that nobody has, and nobody of another municipality', async () => {
    assert.deepEqual(await names('Zygmunt'), [])
    assert.deepEqual(await test.db.within(2, (db) => people.searchPeople(db, 'aina soler')), [])
  })

  it('gives the best first and not more than asked', async () => {
    const found = await inVilamar((db) => people.searchPeople(db, 'soler', 2))
    assert.equal(found.length, 2)
  })
})

describe('a search for addresses', () => {
  const labels = async (text: string) =>
    (await inVilamar((db) => people.searchAddresses(db, text))).map(({ street, number }) => `${street} ${number}`)

  it('forgives accents and spelling, and puts the number that was typed first', async () => {
    assert.equal((await labels('carrer del forn 12'))[0], 'Carrer del Forn 12')
    assert.equal((await labels('placa de la glesia'))[0], 'Plaça de l’Església 1')
  })

  it('finds a cadastral reference', async () => {
    assert.deepEqual(await labels('0000002df0000s0001ab'), ['Plaça de l’Església 1'])
  })
})

describe('the population register', () => {
  const read = (of: string, scope: 'individual' | 'household' | 'historical' = 'individual') =>
    inVilamar((db) => people.readRegister(db, { register: 'population', of, scope, on: TODAY }))

  it('certifies who lives where since when', async () => {
    const { data, certain, reason } = await read(aina)
    assert.deepEqual([certain, reason], [true, null])
    assert.equal(data.municipality, 'Vilamar')
    assert.equal(data.since, '2020-05-01')
    const { street, number } = data.address as { street: string; number: string }
    assert.deepEqual([street, number], ['Carrer del Forn', '12'])
    assert.equal('members' in data, false)
  })

  it('names those who live together, the eldest first', async () => {
    const { data, certain } = await read(aina, 'household')
    assert.equal(certain, true)
    assert.deepEqual(
      (data.members as { name: string; relation: string }[]).map(({ name, relation }) => [name, relation]),
      [
        ['Aina Soler', 'first'],
        ['Pau Soler', 'child'],
        ['Bruna Soler', 'child'],
      ],
    )
  })

  it('tells where somebody lived before', async () => {
    const { data } = await read(aina, 'historical')
    assert.deepEqual(
      (data.history as { since: string; until: string | null }[]).map(({ since, until }) => [since, until]),
      [
        ['2012-01-01', '2020-04-30'],
        ['2020-05-01', null],
      ],
    )
  })

  it('knows who lived together on an earlier day', async () => {
    const household = await inVilamar((db) => people.householdOf(db, aina, '2015-01-01'))
    assert.deepEqual(
      household?.members.map(({ name }) => name),
      ['Aina Soler'],
    )
    assert.equal(await inVilamar((db) => people.householdOf(db, aina, '2011-12-31')), undefined)
  })

  it('is not certain while a change is pending: of the person, and of anybody when the household is certified', async () => {
    await test.owner(`update finestra.residence set status = 'pending-change' where person_id = $1`, [pau])
    assert.deepEqual([(await read(pau)).certain, (await read(pau)).reason], [false, 'pending-change'])
    assert.equal((await read(aina)).certain, true)
    assert.equal((await read(aina, 'household')).reason, 'pending-change')
  })

  it('is not certain when somebody of the household has died', async () => {
    await test.owner(`update finestra.residence set status = 'deceased' where person_id = $1 and until is null`, [
      bruna,
    ])
    assert.equal((await read(aina)).reason, 'deceased-in-household')
    assert.equal((await read(bruna)).reason, 'deceased')
  })

  it('is not certain of somebody who is not registered', async () => {
    const { data, certain, reason } = await read(forn)
    assert.deepEqual([data.registered, certain, reason], [false, false, 'not-registered'])
  })

  it('never tells a sealed address, to whomever of the household it belongs: only the municipality', async () => {
    await test.owner('update finestra.residence set sealed = true where person_id = $1 and until is null', [aina])
    for (const scope of ['individual', 'household', 'historical'] as const) {
      for (const person of [aina, pau]) {
        const answer = await read(person, scope)
        assert.deepEqual(
          [answer.certain, answer.reason, answer.data.municipality],
          [false, 'sealed-address', 'Vilamar'],
        )
        const told = JSON.stringify(answer)
        for (const secret of ['Carrer del Forn', ADDRESSES.forn12, '0000001DF0000S0001AA']) {
          assert.equal(told.includes(secret), false, `${scope} tells ${secret}`)
        }
      }
    }
    assert.equal((await inVilamar((db) => people.residenceOf(db, pau, TODAY)))?.address, null)
  })
})

describe('what other registers hold', () => {
  const read = (register: string, of: string = aina) =>
    inVilamar((db) => people.readRegister(db, { register, of, on: TODAY }))

  it('gives the yearly income of the household and its equivalence: 1 for the first adult, 0.5 from 14 years, 0.3 below', async () => {
    const { data, certain } = await read('income')
    // Aina 34: 1; Pau 14: 0.5; Bruna 9: 0.3. 18,000.50 ÷ 1.8 = 10,000.28 (10,000.277…).
    assert.deepEqual(
      [data.income, data.equivalence, data.equivalent, data.year, certain],
      [18000.5, 1.8, 10000.28, 2025, true],
    )
  })

  it('is not certain of an income when that of an adult is not held', async () => {
    const { certain, reason } = await read('income', joan)
    assert.deepEqual([certain, reason], [false, 'incomplete'])
  })

  it('gives the pupils of the household with their school and age', async () => {
    const { data, certain } = await read('school')
    assert.equal(certain, true)
    assert.deepEqual(
      (data.pupils as Record<string, unknown>[]).map(({ name, school, age }) => [name, school, age]),
      [
        ['Pau Soler', 'Institut de Vilamar', 14],
        ['Bruna Soler', 'Escola del Port', 9],
      ],
    )
  })

  it('gives the title of large family that holds today, whoever of the household has it', async () => {
    assert.equal((await read('large-family')).data.category, 'general')
    await test.owner(
      `update finestra.held_data set data = data || '{"validUntil": "2026-03-01"}' where register = 'large-family'`,
    )
    assert.equal((await read('large-family')).data.category, 'none')
  })

  it('counts a disability from 33 per cent', async () => {
    assert.equal((await read('disability')).data.inHousehold, true)
    await test.owner(`update finestra.held_data set data = '{"percent": 32}' where register = 'disability'`)
    assert.equal((await read('disability')).data.inHousehold, false)
  })

  it('is not certain of an ISEE that has run out, and says when nothing is held', async () => {
    assert.equal((await read('isee')).reason, 'not-held')
    await test.owner(
      `insert into finestra.held_data values (1, $1, 'isee', '{"isee": 9000, "validUntil": "2025-12-31"}', 'INPS', '2025-02-01')`,
      [aina],
    )
    const { data, reason } = await read('isee')
    assert.deepEqual([data.isee, data.source, reason], [9000, 'INPS', 'out-of-date'])
  })

  it('answers for the person alone from any other register, without a line of code', async () => {
    await test.owner(
      `insert into finestra.held_data values (1, $1, 'driving-licence', '{"class": "B"}', 'DGT', '2026-01-01')`,
      [aina],
    )
    assert.deepEqual((await read('driving-licence')).data, { class: 'B', source: 'DGT', asOf: '2026-01-01' })
    assert.equal((await read('driving-licence', pau)).reason, 'not-held')
  })

  it('tells whether a place is protected, by its address, its cadastral reference, or street and number as written', async () => {
    const heritage = (scope: people.RegisterQuestion['scope']) =>
      inVilamar((db) => people.readRegister(db, { register: 'heritage', of: 'place', scope: scope ?? null, on: TODAY }))
    assert.equal((await heritage({ addressId: ADDRESSES.forn12 })).data.protected, false)
    const church = await heritage({ cadastralRef: '0000002DF0000S0001AB' })
    assert.deepEqual([church.data.protected, church.data.streetClass, church.certain], [true, 'first', true])
    assert.equal((await heritage({ cadastralRef: 'unknown' })).reason, 'unknown-place')
    assert.equal((await heritage({ address: 'placa de l’església, 1' })).data.protected, true)
    assert.equal((await heritage({ address: 'Carrer del Forn 1' })).reason, 'unknown-place')
  })

  it('is not certain of a street and number that two villages have, where they differ', async () => {
    await test.owner(`insert into finestra.address (municipality_id, address_id, street, number, village, postal_code, street_section, heritage_area, street_class)
      values (1, gen_random_uuid(), 'Carrer del Forn', '12', 'Serra', '08000', '9', true, 'second')`)
    const scope = { address: 'Carrer del Forn 12' }
    const answer = await inVilamar((db) => people.readRegister(db, { register: 'heritage', scope, on: TODAY }))
    assert.deepEqual([answer.certain, answer.reason], [false, 'unknown-place'])
    const other = await inVilamar((db) =>
      people.readRegister(db, { register: 'heritage', scope: { address: 'Carrer del Forn 12 Serra' }, on: TODAY }),
    )
    assert.deepEqual([other.certain, other.data.village], [true, 'Serra'])
  })
})

describe('contact data', () => {
  it('are changed by the person, once for the same form, and the journal names what changed and not to what', async () => {
    const input = { email: 'aina.nova@example.org', notification: 'paper' as const }
    const first = await run(people.updateOwnContact, person(aina), input, 'key-1')
    const second = await run(people.updateOwnContact, person(aina), input, 'key-1')
    assert.ok(first.ok && second.ok && second.replayed)
    const kept = await inVilamar((db) => people.findPerson(db, aina))
    assert.deepEqual(
      [kept?.email, kept?.notification, kept?.phone],
      ['aina.nova@example.org', 'paper', '+34 600 000 001'],
    )
    const events = await test.owner('select kind, objects, data from finestra.event')
    assert.deepEqual(events, [
      {
        ...{ kind: 'person.contact-updated', objects: [`person:${aina}`] },
        data: { changed: ['email', 'notification'], notification: 'paper' },
      },
    ])
  })

  it('of a legal person stay electronic (Ley 39/2015, art. 14.2), also when its representative asks', async () => {
    const asForn = { ...person(nuria), actsFor: forn }
    assert.equal(code(await run(people.updateOwnContact, asForn, { notification: 'paper' })), 'must-be-digital')
    assert.equal(code(await run(people.updateOwnContact, asForn, { phone: '+34 930 000 000' })), 'ok')
    assert.equal((await inVilamar((db) => people.findPerson(db, forn)))?.phone, '+34 930 000 000')
  })

  it('are in a language that the town writes', async () => {
    assert.equal(code(await run(people.updateOwnContact, person(fatou), { language: 'fr' })), 'language-not-offered')
  })

  it('can be taken away, and must look like what they are', async () => {
    assert.equal(code(await run(people.updateOwnContact, person(aina), { phone: null })), 'ok')
    assert.equal((await inVilamar((db) => people.findPerson(db, aina)))?.phone, null)
    assert.equal(code(await run(people.updateOwnContact, person(aina), { email: 'nowhere' })), 'bad-input')
  })

  it('are changed by an officer for somebody at the counter', async () => {
    assert.equal(code(await run(people.updateContactOf, officer(), { personId: joan, phone: '+34 600 000 009' })), 'ok')
    assert.equal(code(await run(people.updateContactOf, person(aina), { personId: joan })), 'not-allowed')
  })
})

describe('a mandate', () => {
  const toNuria = { identityNumber: '00000005-M', familyName: 'ribas' }
  const grant = { representative: toNuria, scope: 'general' as const, until: '2027-03-02' }

  it('lets the representative act for the grantor while it holds', async () => {
    assert.equal(code(await run(people.grantMandate, person(joan), grant)), 'ok')
    const of = (on: string) => inVilamar((db) => people.mandatesOf(db, nuria, on))
    const [mandate] = await of(TODAY)
    assert.deepEqual([mandate?.grantorName, mandate?.proof, mandate?.until], ['Joan Puig', 'online', '2027-03-02'])
    assert.equal((await of('2027-03-02')).length, 1)
    assert.equal((await of('2027-03-03')).length, 0)
    assert.equal((await of('2026-03-01')).length, 0)
  })

  it('lasts five years at most (Ley 39/2015, art. 6.6)', async () => {
    assert.equal(
      code(await run(people.grantMandate, person(joan), { ...grant, until: '2031-03-03' })),
      'mandate-too-long',
    )
    assert.equal(code(await run(people.grantMandate, person(joan), { ...grant, until: '2031-03-02' })), 'ok')
    const leap = { ...grant, since: '2028-02-29' }
    assert.equal(
      code(await run(people.grantMandate, person(joan), { ...leap, until: '2033-03-01' })),
      'mandate-too-long',
    )
    assert.equal(code(await run(people.grantMandate, person(joan), { ...leap, until: '2033-02-28' })), 'ok')
  })

  it('is refused when it is over already, to oneself, to nobody known, or for nothing clear', async () => {
    const to = (identityNumber: string, familyName: string) => ({
      ...grant,
      representative: { identityNumber, familyName },
    })
    const refusals = [
      await run(people.grantMandate, person(joan), { ...grant, until: '2026-03-01' }),
      await run(people.grantMandate, person(joan), to('00000002W', 'Puig')),
      await run(people.grantMandate, person(joan), to('00000005M', 'Puig')),
      await run(people.grantMandate, person(joan), { ...grant, scope: 'procedure' }),
    ].map(code)
    assert.deepEqual(refusals, [
      'mandate-already-over',
      'mandate-to-oneself',
      'representative-unknown',
      'mandate-scope-unclear',
    ])
  })

  it('cannot be passed on by the representative', async () => {
    assert.equal(code(await run(people.grantMandate, { ...person(nuria), actsFor: joan }, grant)), 'not-found')
  })

  it('given before an officer is registered with its proof', async () => {
    assert.equal(code(await run(people.registerMandate, officer(), { ...grant, grantorId: joan })), 'ok')
    const [mandate] = await inVilamar((db) => people.mandatesGrantedBy(db, joan))
    assert.equal(mandate?.proof, 'counter')
  })

  it('ends at once when either side revokes it, and only they can', async () => {
    const granted = await run(people.grantMandate, person(joan), grant)
    assert.ok(granted.ok)
    assert.equal(code(await run(people.revokeMandate, person(aina), granted.result)), 'not-found')
    assert.equal(code(await run(people.revokeMandate, person(joan), granted.result)), 'ok')
    assert.deepEqual(await inVilamar((db) => people.mandatesOf(db, nuria, TODAY)), [])
    assert.equal(code(await run(people.revokeMandate, person(nuria), granted.result)), 'mandate-already-revoked')
  })

  it('covers its procedure, its body, or everything', () => {
    const asked = { procedure: 'minor-works', body: 'town-planning' }
    const covers = (scope: 'general' | 'body' | 'procedure', body: string | null, procedure: string | null) =>
      people.covers({ scope, body, procedure }, asked)
    assert.deepEqual(
      [
        covers('general', null, null),
        covers('body', 'town-planning', null),
        covers('body', 'taxes', null),
        covers('procedure', null, 'minor-works'),
        covers('procedure', null, 'school-meals'),
      ],
      [true, true, false, true, false],
    )
  })
})

describe('a person', () => {
  const newcomer = {
    ...{ kind: 'natural' as const, identityNumber: '00.000.009-d', givenName: 'Omar', familyName: 'Haddad' },
    ...{ language: 'ca', notification: 'paper' as const },
  }

  it('who is not known is entered by an officer, once, even when two do it at the same moment', async () => {
    const outcomes = await Promise.all([1, 2].map(() => run(people.registerPerson, officer(), newcomer)))
    assert.deepEqual(outcomes.map(code).sort(), ['already-known', 'ok'])
    const known = await inVilamar((db) => people.findPersonByIdentityNumber(db, '00000009D'))
    assert.deepEqual([known?.name, known?.mustBeDigital, known?.notification], ['Omar Haddad', false, 'paper'])
  })

  it('without papers can be entered too', async () => {
    const { identityNumber: _, ...withoutPapers } = newcomer
    assert.equal(code(await run(people.registerPerson, officer(), withoutPapers)), 'ok')
  })

  it('that is a company is obliged to be digital', async () => {
    const company = { kind: 'legal' as const, familyName: 'Pa i Peix SL', language: 'ca' }
    const paper = await run(people.registerPerson, officer(), { ...company, notification: 'paper' })
    const electronic = await run(people.registerPerson, officer(), { ...company, notification: 'electronic' })
    assert.deepEqual([code(paper), code(electronic)], ['must-be-digital', 'ok'])
  })

  it('who signs in is recognised by the identity number the first time, and by the service’s name for them after', async () => {
    const proven = { subject: 'service|42', identityNumber: '00000002W', givenName: 'JUAN', familyName: 'PUIG' }
    const first = await run(people.recognisePerson, system, proven)
    const { identityNumber: _, ...withoutNumber } = proven
    const second = await run(people.recognisePerson, system, withoutNumber)
    assert.deepEqual(
      [first, second].map((outcome) => outcome.ok && outcome.result.personId),
      [joan, joan],
    )
    assert.equal((await inVilamar((db) => people.findPersonBySubject(db, 'service|42')))?.name, 'Joan Puig')
  })

  it('who signs in for the first time and is not known is entered; without an identity number nobody is', async () => {
    const proven = { subject: 'service|43', identityNumber: '00000009D', givenName: 'Omar', familyName: 'Haddad' }
    assert.equal(code(await run(people.recognisePerson, system, proven)), 'ok')
    const { identityNumber: _, ...without } = proven
    assert.equal(
      code(await run(people.recognisePerson, system, { ...without, subject: 'service|44' })),
      'identity-number-missing',
    )
  })
})

describe('offices and officers', () => {
  it('are found by office and by the name of the identity service, as long as they work here', async () => {
    const found = await inVilamar((db) => people.officers(db, 'town-planning'))
    assert.deepEqual(
      found.map(({ name }) => name),
      ['Mireia'],
    )
    assert.equal((await inVilamar((db) => people.findOfficerBySubject(db, 'mireia')))?.name, 'Mireia')
    await test.owner(`update finestra.officer set active = false where name = 'Mireia'`)
    assert.deepEqual(await inVilamar((db) => people.officers(db, 'town-planning')), [])
    assert.equal(await inVilamar((db) => people.findOfficerBySubject(db, 'mireia')), undefined)
    const [office] = await inVilamar(people.offices)
    assert.deepEqual([office?.officeId, office?.name.ca], ['town-planning', 'Urbanisme'])
  })

  it('are away from the first to the last day of an absence', () => {
    const away = { absences: [{ from: '2026-08-03', until: '2026-08-21' }] }
    const days = ['2026-08-02', '2026-08-03', '2026-08-21', '2026-08-22'].map((day) => people.isAbsent(away, day))
    assert.deepEqual(days, [false, true, true, false])
  })
})

const system: Actor = {
  ...{ kind: 'system', id: 'sign-in', name: 'sign-in', roles: [], offices: [] },
  permissions: new Set(['person.recognise']),
}

function person(id: string): Actor {
  const permissions = new Set(['person.update-own', 'mandate.grant'])
  return { kind: 'person', id, name: id, permissions, roles: [], offices: [] }
}

function officer(): Actor {
  const permissions = new Set(['person.write', 'mandate.register'])
  return { kind: 'officer', id: 'pere', name: 'Pere', permissions, roles: ['counter'], offices: ['citizen-service'] }
}
