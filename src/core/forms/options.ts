import type { CompiledField } from './compile-form.ts'
import type { Scope } from './expression.ts'
import { atPath, propertyOf } from './value.ts'

/** What can be chosen in a `choice`, `choices` or `people` field, written in a language. */
export type ChoosableOption = { readonly id: string; readonly label: string }

/**
 * The options of a field in a language: those of the form, or the rows of its register that it offers. `scope` is the context
 * (with `registers`), or the scope of a visible field.
 */
export function optionsOf(field: CompiledField, lang: string, scope: Scope = {}): readonly ChoosableOption[] {
  const { source } = field
  if (!source) return (field.options ?? []).map(({ id, label }) => ({ id, label: label[lang] ?? id }))
  const rows = atPath(scope.registers, source.from)
  return (Array.isArray(rows) ? rows : []).flatMap((row) => {
    const id = propertyOf(row, source.value)
    if ((typeof id !== 'string' && typeof id !== 'number') || !field.offers({ ...scope, item: row })) return []
    return [{ id: String(id), label: labelOf(propertyOf(row, source.label), lang) ?? String(id) }]
  })
}

/** A register may hold names in one language or in each. */
function labelOf(label: unknown, lang: string): string | undefined {
  if (typeof label === 'string') return label
  const inLang = propertyOf(label, lang)
  return typeof inLang === 'string' ? inLang : undefined
}
