import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { contrast, mix, parseColour } from './contrast.ts'
import { defaults, paletteOf, themeCss, townColours } from './theme.ts'

const white = parseColour('#ffffff')
const ink = parseColour('#17232e')

describe('the contrast of two colours', () => {
  it('is counted as WCAG 2.2 defines it', () => {
    assert.equal(contrast(white, parseColour('#000000')), 21)
    // #767676 is the lightest grey that passes AA on white: 4.54.
    assert.equal(contrast(white, parseColour('#767676')).toFixed(2), '4.54')
  })
})

describe('the colours of a town', () => {
  const colour = fc
    .tuple(fc.nat(255), fc.nat(255), fc.nat(255))
    .map((rgb) => `#${rgb.map((part) => part.toString(16).padStart(2, '0')).join('')}`)

  it('can be read wherever the stylesheet puts text on them, whatever the town chooses (AA: 4.5)', () => {
    fc.assert(
      fc.property(colour, (primary) => {
        const palette = paletteOf({ primary, accent: '#f2a93b' })
        const pairs: [string, string][] = [
          ['#ffffff', palette.primary],
          ['#ffffff', palette.strong],
          ['#ffffff', palette.deep],
          [palette.primary, palette.tint],
          [palette.strong, palette.tint],
          ['#17232e', palette.tint],
          ['#55636f', palette.tint],
        ]
        for (const [text, ground] of pairs) {
          assert.ok(contrast(parseColour(text), parseColour(ground)) >= 4.5, `${text} on ${ground}`)
        }
      }),
    )
  })

  it('stay as chosen when they can be read as they are', () => {
    for (const [town, colours] of Object.entries(defaults)) {
      assert.equal(paletteOf(colours).primary, colours.primary, town)
    }
  })

  it('are those of its settings when these are valid, else those of the file', () => {
    assert.equal(townColours('vilamar', { theme: { primary: '#123456' } }).primary, '#123456')
    assert.equal(townColours('vilamar', { theme: { primary: 'red;}body{' } }).primary, defaults.vilamar?.primary)
    assert.equal(townColours('nowhere').primary, defaults.default?.primary)
  })

  it('are written as custom properties, and nothing else', () => {
    assert.match(themeCss(townColours('castelverde')), /^:root\{(--f-[a-z]+:#[\da-f]{6};?){6}\}\n$/)
  })
})

describe('the ink of the text', () => {
  it('can be read on the greys of the stylesheet', () => {
    assert.ok(contrast(ink, mix(white, [0, 0, 0], 0.06)) > 7)
  })
})
