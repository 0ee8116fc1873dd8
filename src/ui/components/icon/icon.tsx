import type { VNode } from 'preact'
import { assetUrl } from '../../assets.ts'
import { once } from '../../once.tsx'

const sprites = assetUrl('/assets/vendor/sprites.svg')

interface IconProps {
  /** A name of Bootstrap Italia's set, without "it-": "calendar". */
  name: string
  /** What it says when it stands alone; an icon beside a text says nothing. */
  label?: string | undefined
  size?: 'sm' | 'md' | 'lg' | undefined
}

/**
 * A pictogram. It helps to find, it never carries a meaning alone: put it beside a word, or give it a `label`.
 * It takes the colour of the text around it.
 */
export function Icon({ name, label, size = 'md' }: IconProps) {
  return label === undefined ? once(`icon ${name} ${size}`, () => drawing(name, size)) : drawing(name, size, label)
}

function drawing(name: string, size: string, label?: string): VNode {
  return (
    <svg
      class={`f-icon f-icon-${size}`}
      focusable="false"
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : 'true'}
    >
      <use href={`${sprites}#it-${name}`} />
    </svg>
  )
}
