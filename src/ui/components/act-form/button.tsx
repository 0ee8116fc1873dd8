import type { ComponentChildren } from 'preact'
import { Icon } from '../icon/icon.tsx'

type Look = 'primary' | 'secondary' | 'danger' | 'quiet'

const classes: Readonly<Record<Look, string>> = {
  primary: 'f-btn f-btn-primary',
  secondary: 'f-btn f-btn-secondary',
  danger: 'f-btn f-btn-danger',
  quiet: 'f-btn f-btn-quiet',
}

interface ButtonProps {
  /** `primary` once a page; `danger` for what cannot be undone. */
  look?: Look | undefined
  name?: string | undefined
  value?: string | undefined
  icon?: string | undefined
  form?: string | undefined
  /** Sends the form without the browser's own checks: "Save and go on later". */
  skipChecks?: boolean | undefined
  formAction?: string | undefined
  /** The key of the keyboard that presses it at the desk. */
  'data-key'?: string | undefined
  children: ComponentChildren
}

/** Sends the form that it is in. Its words say what will happen: "Send the application", not "OK". */
export function Button({ look = 'primary', icon, children, skipChecks, formAction, ...rest }: ButtonProps) {
  return (
    <button type="submit" class={classes[look]} formnovalidate={skipChecks} formaction={formAction} {...rest}>
      {icon === undefined ? null : <Icon name={icon} size="sm" />}
      <span>{children}</span>
    </button>
  )
}

export interface ButtonLinkProps {
  href: string
  text: string
  look?: Look | undefined
  icon?: string | undefined
  /** The key of the keyboard that opens it at the desk. */
  'data-key'?: string | undefined
}

/** A link that looks like a button, for going where the main thing is done. */
export function ButtonLink({ href, text, look = 'primary', icon, ...rest }: ButtonLinkProps) {
  return (
    <a class={classes[look]} href={href} {...rest}>
      {icon === undefined ? null : <Icon name={icon} size="sm" />}
      <span>{text}</span>
    </a>
  )
}
