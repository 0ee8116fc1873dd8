import { readFileSync } from 'node:fs'
import { resource } from '../../platform/root.ts'

// A font written into the stylesheet, which the policy of the pages refuses; it belongs to a video player that we do not use.
const videoFont = /@font-face\{font-family:VideoJS;[^}]*\}/

// Its mark of focus needs its script to tell the mouse from the keyboard, and is `!important`; `:focus-visible` does it in `1-base.css`.
// It is looked for from the beginning of each rule only: from everywhere it took a tenth of a second.
const focusRules = /(?<=[{}])[^{}]*?data-focus-mouse[^{}]*\{[^}]*\}/g

/**
 * Bootstrap Italia's stylesheet with the blue that it is compiled with put back as custom properties, so that one file serves every town.
 * (Its published theming asks each town to compile the Sass again.)
 */
export function themedBootstrapItalia(): string {
  const css = readFileSync(resource('node_modules/bootstrap-italia/dist/css/bootstrap-italia.min.css'), 'utf8')
  const themed = substitutions.reduce(
    (text, [blue, property]) => text.replaceAll(blue, property),
    css.replace(videoFont, '').replaceAll(focusRules, ''),
  )
  // In a layer of its own, so that our stylesheet wins by being outside it and needs no longer selectors and no `!important`.
  return `@layer bootstrap-italia{${themed.replace(/^\uFEFF/, '')}}`
}

const hsl = (lightness: number) => new RegExp(`hsl\\(210, ?100%, ?${lightness}%\\)`, 'g')

const substitutions: readonly [RegExp, string][] = [
  [/#06c\b|#0066cc\b/gi, 'var(--f-primary)'],
  [hsl(40), 'var(--f-primary)'],
  [hsl(44), 'var(--f-primary)'],
  [hsl(45), 'var(--f-primary)'],
  [hsl(48), 'var(--f-primary)'],
  [hsl(35), 'var(--f-strong)'],
  [hsl(25), 'var(--f-deep)'],
  [/rgb\(0, ?(?:91\.8|86\.7|81\.6|76\.5), ?(?:183\.6|173\.4|163\.2|153)\)/g, 'var(--f-strong)'],
  [/rgb\(0, ?(?:61\.2|51|38\.25|25\.5), ?(?:122\.4|102|76\.5|51)\)/g, 'var(--f-deep)'],
  [/rgba\(0, ?102, ?204, ?0?\.25\)/g, 'color-mix(in srgb, var(--f-primary) 25%, transparent)'],
  [/rgba\(0, ?102, ?204, ?0?\.2\)/g, 'color-mix(in srgb, var(--f-primary) 20%, transparent)'],
  [/hsl\(210, ?62%, ?97%\)/g, 'var(--f-tint)'],
]
