import { AGGREGATE } from './aggregate.ts'
import { BuiltIn, type Group } from './built-in.ts'
import { CONTEXT } from './context.ts'
import { CONVERSION } from './conversion.ts'
import { LIST } from './list.ts'
import { NUMERIC } from './numeric.ts'
import { RANGE } from './range.ts'
import { TEMPORAL } from './temporal.ts'
import { TEXT } from './text.ts'

const GROUPS: readonly Group[] = [CONVERSION, NUMERIC, TEXT, LIST, AGGREGATE, CONTEXT, TEMPORAL, RANGE]
let functions: ReadonlyMap<string, BuiltIn> | undefined

/** The function that FEEL itself gives this name. */
export function builtIn(name: string): BuiltIn | undefined {
  functions ??= new Map(
    GROUPS.flatMap((group) => Object.entries(group)).map(([own, signatures]) => [own, new BuiltIn(own, signatures)]),
  )
  return functions.get(name)
}
