import { readFileSync } from 'node:fs'
import type { TSchema } from 'typebox'
import { parse } from 'yaml'
import { type Act, allActs } from '../../../platform/acts/index.ts'
import { allPermissions } from '../../../platform/identity/index.ts'
import { resource } from '../../../platform/root.ts'
import { closed } from '../closed.ts'
import type { TAGS, Tag } from '../document.ts'

/** An act as other programs find it. */
export interface OfferedAct {
  readonly act: Act
  /** The schema of the body: that of the act, closed. */
  readonly body: TSchema
  readonly tag: Tag
  readonly summary: string
  readonly example?: unknown
  /** The properties of the result, as JSON schemas, where they are described. */
  readonly result?: Readonly<Record<string, object>>
}

/** What is written about an act in `acts.yaml`. */
export interface ActNotes {
  readonly summary: string
  readonly example?: unknown
  readonly result?: Readonly<Record<string, object>>
}

/**
 * Every act that people or officers may do. Not those whose permission no role holds, which are the program's own; nor those
 * in `not-offered.yaml`, which believe what another part has proved before them.
 */
export function offeredActs(): OfferedAct[] {
  const [held, notes, kept] = [allPermissions(), actNotes(), actsNotOffered()]
  return allActs()
    .filter(({ name, permission }) => held.has(permission) && !(name in kept))
    .sort((one, other) => one.name.localeCompare(other.name, 'en'))
    .map((act) => ({
      ...{ act, body: closed(act.schema), tag: tagOf(act.name) },
      ...(notes[act.name] ?? { summary: act.name.replaceAll(/[.-]/g, ' ') }),
    }))
}

export function actNotes(): Readonly<Record<string, ActNotes>> {
  return readYaml('acts.yaml')
}

/** By the name of the act, the reason why it is not offered. */
export function actsNotOffered(): Readonly<Record<string, string>> {
  return readYaml('not-offered.yaml')
}

function readYaml<Content>(file: string): Content {
  // The files are ours and their tests hold them against the acts.
  return parse(readFileSync(resource(`src/modules/api/acts/${file}`), 'utf8')) as Content
}

/** `case.apply` is of Cases: the first word in the plural, or what it belongs to. */
function tagOf(name: string): Tag {
  return CHAPTERS[name.split('.')[0] ?? ''] ?? 'Other'
}

const CHAPTERS: Readonly<Record<string, Tag>> = {
  case: 'Cases',
  catalogue: 'Catalogue',
  message: 'Folder',
  notification: 'Folder',
  person: 'People',
  register: 'Register',
} satisfies Record<string, keyof typeof TAGS>
