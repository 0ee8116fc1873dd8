import { BuiltIn } from './builtins/built-in.ts'
import type { Run } from './run.ts'
import { coerce, describeType } from './type.ts'
import { type FeelFunction, kindOf, type Value } from './value.ts'

/** Deeper recursion than this is taken for one without end. */
const MAX_DEPTH = 500

/** Calls a function with arguments in order. */
export function call(callee: FeelFunction, args: readonly Value[], run: Run): Value {
  if (callee instanceof BuiltIn) return callee.call(args, run)
  const { parameters, name } = callee
  if (args.length !== parameters.length) {
    return run.fail(`${name} takes ${parameters.length} parameters, not ${args.length}`)
  }
  const given = convert(callee, args, run)
  return given === null ? null : enter(callee, given, run)
}

/** Calls a function with arguments by name. */
export function callNamed(callee: FeelFunction, names: readonly string[], args: readonly Value[], run: Run): Value {
  if (callee instanceof BuiltIn) return callee.callNamed(names, args, run)
  const unknown = names.find((name) => !callee.parameters.some((parameter) => parameter.name === name))
  if (unknown !== undefined) return run.fail(`${callee.name} has no parameter "${unknown}"`)
  const missing = callee.parameters.find(({ name }) => !names.includes(name))
  if (missing !== undefined) return run.fail(`${callee.name} needs "${missing.name}"`)
  const ordered = callee.parameters.map(({ name }) => args[names.indexOf(name)] ?? null)
  return call(callee, ordered, run)
}

/** The arguments as the parameters' types want them; null, and no call, when one cannot be. */
function convert(callee: FeelFunction, args: readonly Value[], run: Run): readonly Value[] | null {
  const given: Value[] = []
  for (const [index, { name, type }] of callee.parameters.entries()) {
    const value = args[index] ?? null
    const converted = type === undefined ? value : coerce(value, type)
    if (converted === undefined && type !== undefined) {
      return run.fail(`${callee.name}: "${name}" must be ${describeType(type)}, not ${kindOf(value)}`)
    }
    given.push(converted ?? null)
  }
  return given
}

function enter(callee: FeelFunction, args: readonly Value[], run: Run): Value {
  if (run.depth >= MAX_DEPTH) return run.fail(`${callee.name} calls itself without end`)
  run.depth += 1
  try {
    const value = callee.invoke(args, run)
    const converted = callee.result === undefined ? value : coerce(value, callee.result)
    if (converted !== undefined || callee.result === undefined) return converted ?? null
    return run.fail(`${callee.name} must give ${describeType(callee.result)}, not ${kindOf(value)}`)
  } catch (error) {
    // The stack can overflow before the depth is reached; only the outermost call has room to say so.
    if (error instanceof RangeError && run.depth === 1) return run.fail(`${callee.name} goes too deep`)
    throw error
  } finally {
    run.depth -= 1
  }
}
