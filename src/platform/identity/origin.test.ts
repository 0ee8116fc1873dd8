import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isOurOrigin, publicOrigin } from './origin.ts'

describe('the origin that an identity service is told to come back to', () => {
  const at = (host: string, base: string) => publicOrigin({ host }, base)

  it('is the name the visitor used, when it is the configured one or a town’s label under it', () => {
    assert.equal(at('seu.example.org', 'https://seu.example.org'), 'https://seu.example.org')
    assert.equal(at('vilamar.seu.example.org', 'https://seu.example.org'), 'https://vilamar.seu.example.org')
    assert.equal(at('castelverde.localhost:3000', 'http://localhost:3000'), 'http://castelverde.localhost:3000')
    assert.equal(at('127.0.0.1:3000', 'http://localhost:3000'), 'http://127.0.0.1:3000')
  })

  it('is the configured one for any other name', () => {
    for (const host of [
      'evil.example',
      'seu.example.org.evil.example',
      'evilseu.example.org',
      'a.b.seu.example.org',
      'seu.example.org:8080',
      'seu.example.org@evil.example',
      'seu.example.org/evil',
      'localhost',
      '',
    ]) {
      assert.equal(at(host, 'https://seu.example.org'), 'https://seu.example.org', host)
    }
  })

  it('must have the scheme of the site', () => {
    assert.ok(isOurOrigin('https://vilamar.seu.example.org', 'https://seu.example.org'))
    assert.ok(!isOurOrigin('http://seu.example.org', 'https://seu.example.org'))
  })
})
