import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { allPermissions, expand, officerRoles, permissionsOfRoles } from './roles.ts'
import { ANONYMOUS, actorOf, permissionsOf } from './visitor.ts'

describe('roles', () => {
  it('are those of a town hall', () => {
    const expected = ['counter', 'technician', 'lawyer', 'head', 'secretary', 'councillor', 'treasurer']
    for (const role of [...expected, 'organisation', 'administrator', 'data-protection']) {
      assert.ok(officerRoles().includes(role), role)
    }
  })

  it('keep apart what one hand must not do alone: only the secretary annuls entries, and no administrator reads cases', () => {
    const whoMay = (permission: string) => officerRoles().filter((role) => permissionsOfRoles([role]).has(permission))
    assert.deepEqual(whoMay('register.annul'), ['secretary'])
    assert.deepEqual(whoMay('journal.read').sort(), ['data-protection', 'secretary'])
    assert.ok(!permissionsOfRoles(['administrator']).has('case.read'))
    assert.ok(!permissionsOfRoles(['citizen']).has('case.read'))
  })

  it('cannot make a citizen of an officer', () => {
    assert.deepEqual(
      officerRoles().filter((role) => ['citizen', 'anonymous', 'signed-in'].includes(role)),
      [],
    )
    const odd = {
      kind: 'officer',
      officerId: 'p',
      name: 'Pere',
      roles: ['citizen'],
      offices: [],
      level: 'low',
    } as const
    assert.deepEqual([...permissionsOf(odd)], ['session.own'])
  })

  it('add up, and an unknown one gives nothing', () => {
    const both = permissionsOfRoles(['counter', 'organisation'])
    assert.ok(both.has('register.write') && both.has('catalogue.publish'))
    assert.deepEqual([...permissionsOfRoles(['king'])], [])
    assert.deepEqual([...permissionsOfRoles([])], [])
  })

  it('are refused as a file when one includes what is not there, or itself', () => {
    assert.throws(() => expand({ head: { includes: ['ghost'], permissions: [] } }), /head includes ghost/)
    const circle = { a: { includes: ['b'], permissions: [] }, b: { includes: ['a'], permissions: [] } }
    assert.throws(() => expand(circle), /a → b → a goes round/)
  })

  it('name permissions as `thing.verb`', () => {
    const all = [...allPermissions()]
    assert.ok(all.length > 30)
    assert.deepEqual(
      all.filter((permission) => !/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/.test(permission)),
      [],
    )
  })
})

describe('a visitor as the one who performs an act', () => {
  it('is a citizen with the person represented, an officer with their roles, or nobody', () => {
    const nuria = {
      kind: 'person',
      personId: 'n',
      name: 'Núria Ribas',
      level: 'high',
      actsFor: { personId: 'f', name: 'Forn Ribas SL' },
    } as const
    assert.deepEqual([actorOf(nuria).kind, actorOf(nuria).id, actorOf(nuria).actsFor], ['person', 'n', 'f'])
    const pere = {
      kind: 'officer',
      officerId: 'p',
      name: 'Pere',
      roles: ['counter'],
      offices: ['urp'],
      level: 'low',
    } as const
    assert.deepEqual([actorOf(pere).offices, actorOf(pere).permissions.has('register.write')], [['urp'], true])
    assert.equal(actorOf(ANONYMOUS).kind, 'anonymous')
    assert.ok(!permissionsOf(ANONYMOUS).has('case.apply'))
  })
})
