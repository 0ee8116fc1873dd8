/** A colour as three numbers between 0 and 255. */
export type Rgb = readonly [number, number, number]

/** Reads "#0b5c88"; throws when the text is not six hexadecimal figures. */
export function parseColour(hex: string): Rgb {
  const match = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(hex)
  if (!match) throw new Error(`"${hex}" is not a colour like #0b5c88`)
  return [1, 2, 3].map((i) => Number.parseInt(match[i] as string, 16)) as unknown as Rgb
}

export function writeColour(colour: Rgb): string {
  return `#${colour.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`
}

/** A colour moved towards another: 0 leaves it, 1 gives the other. */
export function mix(colour: Rgb, other: Rgb, share: number): Rgb {
  return colour.map((part, i) => part + ((other[i] as number) - part) * share) as unknown as Rgb
}

/** The contrast ratio of two colours, 1 to 21 (WCAG 2.2, definition of contrast ratio). */
export function contrast(a: Rgb, b: Rgb): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

function luminance(colour: Rgb): number {
  const [r, g, b] = colour.map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
