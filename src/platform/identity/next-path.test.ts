import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { localPath } from './next-path.ts'

describe('the path to go to after signing in', () => {
  it('is kept when it is one of this site', () => {
    for (const path of [
      '/',
      '/me',
      '/desk/cases/12?tab=terms#history',
      '/services/minor-works?q=a%2Fb',
      '/search?q=ñandú',
    ]) {
      const kept = localPath(path, 'none')
      assert.equal(decodeURIComponent(kept), decodeURIComponent(path))
    }
  })

  it('is the fallback when it would leave the site, or lead to signing in or out again', () => {
    for (const path of [
      undefined,
      '',
      'me',
      'https://evil.example/',
      '//evil.example',
      '/\\evil.example',
      '/\t/evil.example',
      '/\n/evil.example',
      '/..//evil.example',
      '/.//evil.example',
      'javascript:alert(1)',
      '/sign-in?next=/',
      '/sign-out',
      ['/me', '/desk'],
      `/${'a'.repeat(2001)}`,
    ]) {
      assert.equal(localPath(path, 'fallback'), 'fallback', String(path))
    }
  })

  it('never leaves the site, whatever it is', () => {
    const pieces = fc.constantFrom(
      '/',
      '\\',
      '.',
      ':',
      '@',
      '?',
      '#',
      '%',
      '%2f',
      '\t',
      '\n',
      ' ',
      'evil.example',
      'http',
      '//',
      '..',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.webUrl(),
          fc.array(pieces).map((all) => `/${all.join('')}`),
        ),
        (text) => {
          const site = 'https://town.example'
          assert.equal(new URL(localPath(text), `${site}/sign-in/callback`).origin, site)
        },
      ),
      { numRuns: 2000 },
    )
  })
})
