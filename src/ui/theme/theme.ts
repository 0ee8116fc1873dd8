import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { resource } from '../../platform/root.ts'
import { contrast, mix, parseColour, type Rgb, writeColour } from './contrast.ts'

/** The two colours that a town chooses. */
export interface TownColours {
  primary: string
  accent: string
}

/** The colours that the stylesheet uses, each readable on what it is used on (WCAG 2.2 AA, 1.4.3 and 1.4.11). */
export interface Palette {
  /** Main buttons, links, the band of the header: white text on it, and it on white and on `tint`. */
  primary: string
  /** The same when hovered or pressed. */
  strong: string
  /** Thin top band, footer. */
  deep: string
  /** A faint wash behind a highlighted part; body text and `primary` are read on it. */
  tint: string
  /** Borders and marks on `tint`. */
  shade: string
  accent: string
}

const white: Rgb = [255, 255, 255]
const black: Rgb = [0, 0, 0]

/** Makes a palette from a town's colours; a `primary` too light to be read is darkened as little as needed. */
export function paletteOf(colours: TownColours): Palette {
  const asked = parseColour(colours.primary)
  let primary = asked
  for (let darker = 0; tooLight(primary); darker += 0.02) primary = mix(asked, black, darker)
  return {
    primary: writeColour(primary),
    strong: writeColour(mix(primary, black, 0.22)),
    deep: writeColour(mix(primary, black, 0.42)),
    tint: writeColour(tintOf(primary)),
    shade: writeColour(mix(primary, white, 0.8)),
    accent: writeColour(parseColour(colours.accent)),
  }
}

// 5 instead of the 4.5 of AA: rounding and the browser's own mixing never fall below it.
const tooLight = (primary: Rgb) => contrast(primary, white) < 5 || contrast(primary, tintOf(primary)) < 5
const tintOf = (primary: Rgb) => mix(primary, white, 0.94)

/** The stylesheet of a town: its palette as custom properties, that `finestra.css` and the themed Bootstrap Italia read. */
export function themeCss(colours: TownColours): string {
  const properties = Object.entries(paletteOf(colours)).map(([name, value]) => `--f-${name}:${value}`)
  return `:root{${properties.join(';')}}\n`
}

/** The colours of a town: those of its settings (`{theme: {primary, accent}}`) when whole and valid, else those of `towns.yaml`, else the default. */
export function townColours(slug: string, settings?: unknown): TownColours {
  const own = (settings as { theme?: Partial<TownColours> } | undefined)?.theme
  const fallback = defaults[slug] ?? (defaults.default as TownColours)
  return { primary: validColour(own?.primary) ?? fallback.primary, accent: validColour(own?.accent) ?? fallback.accent }
}

const validColour = (colour: unknown) =>
  typeof colour === 'string' && /^#[\da-f]{6}$/i.test(colour) ? colour : undefined

/** The towns that have colours in `towns.yaml`. */
export const defaults: Readonly<Record<string, TownColours>> = parse(
  readFileSync(resource('src/ui/theme/towns.yaml'), 'utf8'),
)
