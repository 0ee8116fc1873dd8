import assert from 'node:assert/strict'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { seal, secretsIn, unseal } from './secrets.ts'

describe('the secrets of an installation', () => {
  let folder: string
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'finestra-secrets-'))
  })
  after(() => rm(folder, { recursive: true }))

  it('are made once, also when ten processes start together, and only their owner may read them', async () => {
    const all = await Promise.all(Array.from({ length: 10 }, () => secretsIn(join(folder, 'new'))))
    assert.equal(new Set(all.map(({ cookieKey }) => cookieKey)).size, 1)
    assert.deepEqual(await secretsIn(join(folder, 'new')), all[0])
    assert.equal((await stat(join(folder, 'new', 'identity.secrets.json'))).mode & 0o777, 0o600)
  })

  it('seal a value for one purpose: changed, cut, or for another purpose it is nothing', () => {
    const sealed = seal('key', 'sign-in', { next: '/me' })
    assert.deepEqual(unseal('key', 'sign-in', sealed), { next: '/me' })
    for (const [key, purpose, text] of [
      ['other', 'sign-in', sealed],
      ['key', 'passkey', sealed],
      ['key', 'sign-in', `${sealed}x`],
      ['key', 'sign-in', `x${sealed}`],
      ['key', 'sign-in', sealed.split('.')[0]],
      ['key', 'sign-in', ''],
      ['key', 'sign-in', undefined],
    ] as const) {
      assert.equal(unseal(key, purpose, text), undefined)
    }
  })
})
