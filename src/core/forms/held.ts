import type { CompiledField, CompiledForm } from './compile-form.ts'
import type { Context } from './form.ts'
import { atPath, isBlank } from './value.ts'

/**
 * What the registers hold for a field that is then not asked (`editable: false`); undefined when it is to be asked. No one is
 * asked for what an administration holds (Ley 39/2015, art. 28.2; DPR 445/2000, art. 43).
 */
export function heldValue(field: CompiledField, registers: unknown): unknown {
  return field.editable ? undefined : prefilled(field, registers)
}

/** The answers that the registers give, asked or not; to be completed by the person. */
export function prefill(form: CompiledForm, registers: Context): Record<string, unknown> {
  const answers: Record<string, unknown> = {}
  for (const field of form.pages.flatMap((page) => page.fields)) {
    const value = prefilled(field, registers)
    if (value !== undefined) answers[field.id] = value
  }
  return answers
}

function prefilled(field: CompiledField, registers: unknown): unknown {
  if (!field.prefill) return undefined
  const value = atPath(registers, field.prefill)
  if (isBlank(value)) return undefined
  return field.kind === 'list' && Array.isArray(value) ? value.map((row) => prefilledRow(field, row)) : value
}

/** In a list the paths of the fields begin at the row of the register; without a path, the property of the same name. */
function prefilledRow(list: CompiledField, row: unknown): Record<string, unknown> {
  const values = list.fields.map((field): [string, unknown] => [field.id, atPath(row, field.prefill ?? field.id)])
  return Object.fromEntries(values.filter(([, value]) => !isBlank(value)))
}
