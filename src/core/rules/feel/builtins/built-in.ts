import { isDuration } from '../comparison.ts'
import { isNumber } from '../number.ts'
import type { Run } from '../run.ts'
import { FeelDate } from '../temporal/date.ts'
import { FeelDateTime } from '../temporal/date-time.ts'
import { FeelFunction, isContext, isList, kindOf, type Value } from '../value.ts'

/** What a parameter accepts. Only `any` accepts null; `day` is a date or a moment; `value` is
 * anything but null and lists. */
type Accepts = 'any' | 'value' | 'number' | 'string' | 'boolean' | 'list' | 'context' | 'function' | 'day' | 'duration'

interface FormalParameter {
  readonly name: string
  readonly accepts: Accepts
  readonly isOptional: boolean
  readonly takesRest: boolean
}

/**
 * One way to call a function: its parameters, as `n: number, scale?: number` or `list: list, ...items: any`, and what
 * it gives. `give` is called with as many arguments as there are parameters (undefined for an optional one left out)
 * and the type check done; null means that there is no result.
 */
export interface Signature {
  readonly parameters: string
  // The type check before the call is what makes the arguments what each implementation says that they are.
  // biome-ignore lint/suspicious/noExplicitAny: as said above
  readonly give: (this: Run, ...args: any[]) => Value
}

interface ReadSignature {
  readonly parameters: readonly FormalParameter[]
  readonly give: Signature['give']
}

/** A function that FEEL brings with it. */
export class BuiltIn extends FeelFunction {
  readonly #signatures: readonly ReadSignature[]

  constructor(name: string, signatures: readonly Signature[]) {
    const read = signatures.map(({ parameters, give }) => ({ parameters: readParameters(parameters), give }))
    super(
      name,
      (read[0]?.parameters ?? []).map(({ name: own }) => ({ name: own })),
      (args, run) => this.call(args, run),
    )
    this.#signatures = read
  }

  call(args: readonly Value[], run: Run): Value {
    const fitting = this.#signatures.filter(({ parameters }) => fitsCount(parameters, args.length))
    if (fitting.length === 0) return run.fail(`${this.name} does not take ${args.length} arguments`)
    return this.#give(
      fitting.map((signature) => [signature, args]),
      run,
    )
  }

  callNamed(names: readonly string[], args: readonly Value[], run: Run): Value {
    const fitting = this.#signatures.filter(({ parameters }) => fitsNames(parameters, names))
    if (fitting.length === 0) return run.fail(`${this.name} does not take the parameters ${names.join(', ')}`)
    // `before(point, range)` and `before(range, point)` have the same names: the order in which they are written decides.
    const asWritten = fitting.filter(({ parameters }) => names.every((name, index) => parameters[index]?.name === name))
    return this.#give(
      (asWritten.length > 0 ? asWritten : fitting).map(({ parameters, give }) => {
        const ordered = parameters.map(({ name }) =>
          names.includes(name) ? (args[names.indexOf(name)] ?? null) : undefined,
        )
        return [{ parameters, give }, ordered]
      }),
      run,
    )
  }

  /** Calls the first signature whose types accept its arguments. */
  #give(candidates: readonly (readonly [ReadSignature, readonly (Value | undefined)[]])[], run: Run): Value {
    for (const [{ parameters, give }, args] of candidates) {
      const checked = checkAll(parameters, args)
      if (checked !== null) return give.apply(run, checked)
    }
    const kinds = candidates[0]?.[1].map((arg) => kindOf(arg ?? null)) ?? []
    return run.fail(`${this.name} does not take (${kinds.join(', ')})`)
  }
}

function readParameters(text: string): FormalParameter[] {
  if (text === '') return []
  return text.split(', ').map((part) => {
    const [name = '', accepts = 'any'] = part.split(': ')
    return {
      name: name.replace(/^\.{3}|\?$/g, ''),
      // The texts are constants of this folder; a wrong one fails at its first test.
      accepts: accepts as Accepts,
      isOptional: name.endsWith('?'),
      takesRest: name.startsWith('...'),
    }
  })
}

function fitsCount(parameters: readonly FormalParameter[], count: number): boolean {
  const least = parameters.filter(({ isOptional, takesRest }) => !isOptional && !takesRest).length
  const takesRest = parameters.at(-1)?.takesRest === true
  return count >= (takesRest ? Math.max(1, least) : least) && (takesRest || count <= parameters.length)
}

/** A parameter that accepts null may be left out by name: it is null then. */
function fitsNames(parameters: readonly FormalParameter[], names: readonly string[]): boolean {
  return (
    names.length > 0 &&
    names.every((name) => parameters.some((parameter) => parameter.name === name)) &&
    parameters.every(({ name, isOptional, accepts }) => isOptional || accepts === 'any' || names.includes(name))
  )
}

function checkAll(parameters: readonly FormalParameter[], args: readonly (Value | undefined)[]) {
  const checked: (Value | undefined)[] = []
  for (const [index, parameter] of parameters.entries()) {
    if (parameter.takesRest) return [...checked, args.slice(index).map((arg) => arg ?? null)]
    const value = check(args[index], parameter)
    if (value === WRONG) return null
    checked.push(value)
  }
  return checked
}

const WRONG = Symbol('wrong type')

function check(value: Value | undefined, { accepts, isOptional }: FormalParameter): Value | undefined | typeof WRONG {
  if (accepts === 'any') return value ?? null
  if (value === undefined) return isOptional ? undefined : WRONG
  if (accepts === 'list') return asList(value)
  if (isAccepted(value, accepts)) return value
  const single = isList(value) && value.length === 1 ? (value[0] ?? null) : null
  return isAccepted(single, accepts) ? single : WRONG
}

function asList(value: Value): Value | typeof WRONG {
  if (value === null) return WRONG
  return isList(value) ? value : [value]
}

function isAccepted(value: Value, accepts: Exclude<Accepts, 'any' | 'list'>): boolean {
  switch (accepts) {
    case 'value':
      return value !== null && !isList(value)
    case 'number':
      return isNumber(value)
    case 'string':
    case 'boolean':
      return typeof value === accepts
    case 'context':
      return isContext(value)
    case 'function':
      return value instanceof FeelFunction
    case 'day':
      return value instanceof FeelDate || value instanceof FeelDateTime
    case 'duration':
      return isDuration(value)
  }
}

export type Group = Readonly<Record<string, readonly Signature[]>>
