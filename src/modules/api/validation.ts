import type { FastifyRouteSchemaDef } from 'fastify/types/schema.js'
import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import Value from 'typebox/value'
import type { Translate } from '../../platform/i18n/index.ts'
import type { Place } from './problem.ts'

/** The parts of a request, as Fastify and as people call them. */
const PARTS: Readonly<Record<string, Place['in']>> = {
  body: 'body',
  querystring: 'query',
  params: 'path',
  headers: 'header',
}

/** A request that does not fit its schema. */
export class Misfit extends Error {
  override name = 'Misfit'
  readonly statusCode = 400
  readonly part: Place['in']
  readonly problems: readonly SchemaProblem[]
  constructor(part: Place['in'], problems: readonly SchemaProblem[]) {
    super(problems.map(({ pointer, keyword }) => `${part}${pointer}: ${keyword}`).join('; '))
    this.part = part
    this.problems = problems
  }

  /** Each problem with its place, in words. */
  places(t: Translate): Place[] {
    return this.problems.map(({ pointer, keyword, params }) => ({
      in: this.part,
      pointer,
      code: keyword,
      detail: t(`api.misfit.${WORDED.has(keyword) ? keyword : 'other'}`, params),
    }))
  }
}

interface SchemaProblem {
  readonly pointer: string
  /** Of JSON Schema: `type`, `required`, `additionalProperties`… */
  readonly keyword: string
  readonly params: Readonly<Record<string, string | number>>
}

/** Keywords whose breach has words of its own. */
const WORDED = new Set([
  ...['additionalProperties', 'enum', 'format', 'maxItems', 'maxLength', 'maximum', 'minLength', 'minimum'],
  ...['pattern', 'required', 'type'],
])

/**
 * Fastify's validator, by the same library that the acts themselves check with: nothing is coerced and nothing is dropped in
 * silence, except that numbers and yes or no in addresses, which are always text, are read as such.
 */
export function validatorOf({ schema, httpPart = 'body' }: FastifyRouteSchemaDef<TSchema>) {
  // Compiled when it is first needed: nobody who only opens a page waits for the schemas of forty acts.
  let check: ReturnType<typeof Compile> | undefined
  const isText = httpPart !== 'body'
  return (sent: unknown): { value: unknown } | { error: Misfit } => {
    check ??= Compile(schema)
    const value = isText ? Value.Convert(schema, sent) : sent
    if (check.Check(value)) return { value }
    return { error: new Misfit(PARTS[httpPart] ?? 'body', problemsIn(check.Errors(value))) }
  }
}

/** What the handler gives is what is sent: its type is the schema's, and a test holds each answer against the document. */
export function asIs(answer: unknown): string {
  return JSON.stringify(answer)
}

type LibraryError = ReturnType<ReturnType<typeof Compile>['Errors']>[number]

/** What a union says of each of its members is left out: that none fits is what counts. */
function problemsIn(errors: readonly LibraryError[]): SchemaProblem[] {
  const unions = errors.filter(({ keyword }) => keyword === 'anyOf').map(({ schemaPath }) => `${schemaPath}/anyOf/`)
  return errors
    .filter(({ schemaPath, keyword }) => keyword !== 'boolean' && !unions.some((union) => schemaPath.startsWith(union)))
    .flatMap(problemsOf)
}

/** The library names the object that lacks something or has too much; people want the name of the thing itself. */
function problemsOf(error: LibraryError): SchemaProblem[] {
  const { keyword, instancePath: pointer } = error
  const named = (names: readonly string[]) =>
    names.map((name) => ({ pointer: `${pointer}/${escaped(name)}`, keyword, params: {} }))
  switch (error.keyword) {
    case 'required':
      return named(error.params.requiredProperties)
    case 'additionalProperties':
      return named(error.params.additionalProperties)
    case 'enum':
      return [{ pointer, keyword, params: { allowed: error.params.allowedValues.join(', ') } }]
    case 'type':
      return [{ pointer, keyword, params: { type: [error.params.type].flat().join(', ') } }]
    case 'format':
      return [{ pointer, keyword, params: { format: error.params.format } }]
    case 'minimum':
    case 'maximum':
    case 'minLength':
    case 'maxLength':
    case 'maxItems':
      return [{ pointer, keyword, params: { limit: Number(error.params.limit) } }]
    default:
      return [{ pointer, keyword, params: {} }]
  }
}

/** A name as it stands in a JSON pointer (RFC 6901, section 3). */
function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1')
}
