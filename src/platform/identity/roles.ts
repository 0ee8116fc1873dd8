import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { resource } from '../root.ts'

interface Role {
  readonly includes?: readonly string[]
  readonly permissions: readonly string[]
  readonly assignable?: boolean
}

/** The names of the roles that an officer can be given. */
export function officerRoles(): readonly string[] {
  return Object.entries(written()).flatMap(([name, { assignable = true }]) => (assignable ? [name] : []))
}

/** Every permission that some role gives. */
export function allPermissions(): ReadonlySet<string> {
  return new Set([...expanded().values()].flatMap((permissions) => [...permissions]))
}

/** What these roles may do together. A role that is not in `roles.yaml` gives nothing. */
export function permissionsOfRoles(roles: readonly string[]): ReadonlySet<string> {
  const [only, ...others] = roles
  const known = expanded()
  if (only !== undefined && others.length === 0) return known.get(only) ?? NONE
  return new Set(roles.flatMap((role) => [...(known.get(role) ?? NONE)]))
}

const NONE: ReadonlySet<string> = new Set()

let file: Readonly<Record<string, Role>> | undefined
let whole: ReadonlyMap<string, ReadonlySet<string>> | undefined

function written(): Readonly<Record<string, Role>> {
  file ??= parse(readFileSync(resource('src/platform/identity/roles.yaml'), 'utf8')) as Readonly<Record<string, Role>>
  return file
}

function expanded(): ReadonlyMap<string, ReadonlySet<string>> {
  whole ??= expand(written())
  return whole
}

/** Follows `includes`; a role that is named but missing, or that includes itself, is a fault of the file. */
export function expand(roles: Readonly<Record<string, Role>>): ReadonlyMap<string, ReadonlySet<string>> {
  const permissionsOf = (name: string, path: readonly string[]): string[] => {
    const role = roles[name]
    if (!role) throw new Error(`roles.yaml: ${path.at(-1)} includes ${name}, which is not there`)
    if (path.includes(name)) throw new Error(`roles.yaml: ${[...path, name].join(' → ')} goes round in a circle`)
    return [
      ...role.permissions,
      ...(role.includes ?? []).flatMap((included) => permissionsOf(included, [...path, name])),
    ]
  }
  return new Map(Object.keys(roles).map((name) => [name, new Set(permissionsOf(name, []))]))
}
