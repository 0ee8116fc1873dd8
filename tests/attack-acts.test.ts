import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { citizen, officer } from '../src/modules/cases/testing.ts'
import { type Actor, allActs, type Municipality, runAct } from '../src/platform/acts/index.ts'
import { ANONYMOUS, actorOf } from '../src/platform/identity/index.ts'
import { ACT_INPUTS, type ActInput, actNamed, clerk, type Ready } from './support/act-inputs.ts'
import { type House, openHouse, STAFF } from './support/house.ts'
import { checksums } from './support/rows.ts'

/** Somebody who tries an act that another has made ready. */
interface Stranger {
  readonly who: string
  readonly actor: Actor
  /** Whether this is somebody to whom the act is open after all, because it is about what everybody has of their own. */
  readonly isOpenTo: (about: ActInput['about'], permission: string) => boolean
}

const joan = citizen('joan')
const temp = actorOf({ ...STAFF.temp, kind: 'officer', officerId: STAFF.temp.id, name: 'Temp', level: 'high' })
const laia: Actor = {
  ...officer(['signed-in', 'technician', 'lawyer', 'head', 'councillor', 'treasurer', 'organisation'], ['treasury']),
  id: STAFF.laia.id,
}

const STRANGERS: readonly Stranger[] = [
  { who: 'somebody who is not signed in', actor: actorOf(ANONYMOUS), isOpenTo: () => false },
  {
    who: 'another citizen',
    actor: joan,
    isOpenTo: (about, permission) => about === 'own' && joan.permissions.has(permission),
  },
  {
    who: 'an officer without the permission',
    actor: temp,
    isOpenTo: (about, permission) => about === 'own' && temp.permissions.has(permission),
  },
  {
    who: 'an officer of another office',
    actor: laia,
    isOpenTo: (about, permission) => about !== 'thing' && laia.permissions.has(permission),
  },
]

describe('an act that somebody else made ready', () => {
  let house: House
  before(async () => {
    house = await openHouse()
  })
  after(() => house?.close())

  const attempt = async (name: string, { actor, input }: Ready, municipality: Municipality = house.hall.town) => {
    const request = { municipality, actor, input, channel: 'web', key: randomUUID() } as const
    const outcome = await runAct(house.hall.platform, actNamed(name), request)
    return outcome.ok ? 'done' : outcome.refused.code
  }

  for (const [name, { about, ready: makeReady }] of Object.entries(ACT_INPUTS)) {
    it(`is refused and changes no row: ${name}`, async () => {
      const { permission } = actNamed(name)
      const ready = await makeReady(house)
      await house.hall.settled()
      const untouched = await checksums(house.hall.test)
      for (const { who, actor, isOpenTo } of STRANGERS) {
        if (isOpenTo(about, permission)) continue
        const code = await attempt(name, { actor, input: ready.input })
        assert.ok(['not-allowed', 'not-found', 'task-claimed'].includes(code), `${who}: ${code}`)
        assert.deepEqual(await checksums(house.hall.test), untouched, `${who} changed something`)
      }
    })

    it(`does nothing to Vilamar when it is done in Castelverde: ${name}`, async () => {
      const ready = await makeReady(house)
      await house.hall.settled()
      const ofVilamar = { municipality: 1, without: [] }
      const untouched = await checksums(house.hall.test, ofVilamar)
      const code = await attempt(name, ready, house.castelverde)
      if (about === 'thing' && name !== 'person.recognise') assert.equal(code, 'not-found')
      const now = await checksums(house.hall.test, ofVilamar)
      assert.deepEqual({ ...now, queue: '' }, { ...untouched, queue: '' })
    })
  }

  it('was tried for every act of the program, and most are closed to every stranger', () => {
    const acts = allActs()
    assert.deepEqual(Object.keys(ACT_INPUTS).sort(), acts.map(({ name }) => name).sort())
    const closed = acts.filter(({ name, permission }) =>
      STRANGERS.every(({ isOpenTo }) => !isOpenTo(ACT_INPUTS[name]!.about, permission)),
    )
    assert.ok(closed.length >= 30, String(closed.length))
  })

  it('is another act under the same key by somebody else, who is told nothing of the first', async () => {
    const ready = await ACT_INPUTS['register.enter-counter']!.ready(house)
    const key = randomUUID()
    const request = { municipality: house.hall.town, input: ready.input, channel: 'desk', key } as const
    const act = actNamed('register.enter-counter')
    const done = async (actor: Actor) => {
      const outcome = await runAct(house.hall.platform, act, { ...request, actor })
      assert.ok(outcome.ok)
      return outcome.result
    }
    const first = await done(clerk)
    assert.notDeepEqual(await done({ ...clerk, id: randomUUID() }), first)
    assert.deepEqual(await done(clerk), first)
  })
})
