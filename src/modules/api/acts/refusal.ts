import { readdirSync, readFileSync } from 'node:fs'
import type { FastifyRequest } from 'fastify'
import { parse } from 'yaml'
import type { Problem } from '../../../core/forms/index.ts'
import type { Refusal } from '../../../platform/acts/index.ts'
import { formatDate } from '../../../platform/i18n/index.ts'
import type { Platform } from '../../../platform/platform.ts'
import { resource } from '../../../platform/root.ts'
import type { Place, Trouble } from '../problem.ts'

type Refused = Refusal['refused']

/** A refusal of an act as a problem: its status, its words, and the place of each answer that cannot be accepted. */
export function troubleOf(
  platform: Pick<Platform, 'texts'>,
  request: Pick<FastifyRequest, 't' | 'lang'>,
  act: string,
  { code, data }: Refused,
): Trouble {
  const status = STATUSES[code] ?? CONFLICT
  const errors = placesIn(request, data.problems)
  const key = textKey(platform, act, code)
  return { status, code, detail: request.t(key, data), ...(errors.length > 0 && { errors }) }
}

/** By the code of the refusal. What is not written there does not fit how things are now. */
const STATUSES: Readonly<Record<string, number>> = parse(
  readFileSync(resource('src/modules/api/acts/statuses.yaml'), 'utf8'),
)
const CONFLICT = 409

const DEPARTMENTS = readdirSync(resource('src/modules'))

/** The text of a refusal is where the act is: that department's first, then any other's, then those of every act. */
function textKey({ texts }: Pick<Platform, 'texts'>, act: string, code: string): string {
  const word = act.split('.')[0] ?? act
  const own = DEPARTMENTS.filter((name) => name.startsWith(word))
  const keys = [...own, ...DEPARTMENTS].map((name) => `${name}.refusal.${code}`)
  return keys.find((key) => texts.has(key)) ?? 'api.refusal.other'
}

function placesIn({ t, lang }: Pick<FastifyRequest, 't' | 'lang'>, problems: unknown): Place[] {
  if (!Array.isArray(problems)) return []
  return problems.filter(isProblem).map(({ field, code, data }) => {
    const words = Object.entries(data).map(([name, value]) => [name, isDay(value) ? formatDate(lang, value) : value])
    return { in: 'answers', pointer: field, code, detail: t(`forms.problem.${code}`, Object.fromEntries(words)) }
  })
}

/** The runner's own refusals carry lines of text instead. */
function isProblem(one: unknown): one is Problem {
  return typeof one === 'object' && one !== null && 'field' in one && 'code' in one
}

function isDay(value: string | number): value is string {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)
}
