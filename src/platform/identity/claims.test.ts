import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { identityFrom } from './claims.ts'
import { claimsOf } from './demo-provider/accounts.ts'
import { CAST } from './testing-cast.ts'

const AINA = { iss: 'https://id.example', sub: 'a1', given_name: 'Aina', family_name: 'Soler', birthdate: '1991-05-14' }

describe('a proven identity', () => {
  it('has number and country from each written form: AgID, ETSI EN 319 412-1, eIDAS, bare', () => {
    const read = (claims: object) => {
      const { fiscalNumber, country } = identityFrom({ ...AINA, ...claims })
      return [fiscalNumber, country]
    }
    const spid = { 'https://attributes.eid.gov.it/fiscal_number': 'TINIT-BSSLCU84H41Z999X' }
    assert.deepEqual(read(spid), ['BSSLCU84H41Z999X', 'IT'])
    assert.deepEqual(read({ fiscal_number: 'IDCES-99999001S' }), ['99999001S', 'ES'])
    const eidas = { 'http://eidas.europa.eu/attributes/naturalperson/PersonIdentifier': 'IT/ES/BSSLCU84H41Z999X' }
    assert.deepEqual(read(eidas), ['BSSLCU84H41Z999X', 'IT'])
    assert.deepEqual(read({ nif: '99.999.001-s' }), ['99999001S', undefined])
    assert.deepEqual(read({}), [undefined, undefined])
  })

  it('has the level of eIDAS, and the lowest when the service says none that is known', () => {
    const level = (acr?: string) => identityFrom({ ...AINA, acr }).level
    assert.equal(level('https://www.spid.gov.it/SpidL2'), 'substantial')
    assert.equal(level('http://eidas.europa.eu/LoA/high'), 'high')
    assert.equal(level('1'), 'low')
    assert.equal(level(), 'low')
  })

  it('is refused without a name, and keeps no malformed date or unverified address', () => {
    assert.throws(() => identityFrom({ iss: 'https://id.example', sub: 'a1' }), /no issuer, subject or name/)
    const odd = identityFrom({ ...AINA, birthdate: '14/05/1991', email: 'a@b.example', email_verified: false })
    assert.deepEqual([odd.birthDate, odd.email], [undefined, undefined])
  })

  it('comes back the same from the claims of each demonstration account', () => {
    for (const account of CAST.filter(({ fiscalNumber }) => fiscalNumber)) {
      const identity = identityFrom({ iss: 'https://id.example', sub: account.id, ...claimsOf(account) })
      assert.deepEqual(
        [identity.fiscalNumber, identity.country, identity.birthDate],
        [account.fiscalNumber, account.country, account.birthDate],
      )
    }
  })
})
