import { readFileSync } from 'node:fs'
import Type, { type Static } from 'typebox'
import { Value } from 'typebox/value'
import { parse } from 'yaml'
import { resource } from '../../platform/root.ts'

export type Register = 'entry' | 'exit'

const Run = Type.Object(
  {
    series: Type.String({ minLength: 1 }),
    label: Type.String({ pattern: '\\{number\\}' }),
    digits: Type.Integer({ minimum: 1 }),
  },
  { additionalProperties: false },
)
const Numbering = Type.Record(
  Type.String(),
  Type.Object({ article: Type.String(), entry: Run, exit: Run }, { additionalProperties: false }),
)
type Run = Static<typeof Run>

/** The run of numbers that a law gives to entries or exits. A law that `numbering.yaml` does not have is a fault. */
export function runOf(law: string, register: Register): Run {
  const numbering = numberings()[law]
  if (!numbering)
    throw new Error(`src/modules/register/numbering.yaml does not say how the law "${law}" numbers its register`)
  return numbering[register]
}

/** A number as it is written for people: `E-2026-000123`, `0000123/2026`. */
export function labelOf({ label, digits }: Pick<Run, 'label' | 'digits'>, year: number, number: number): string {
  return label.replace('{year}', String(year)).replace('{number}', String(number).padStart(digits, '0'))
}

let read: Static<typeof Numbering> | undefined

function numberings(): Static<typeof Numbering> {
  read ??= Value.Parse(Numbering, parse(readFileSync(resource('src/modules/register/numbering.yaml'), 'utf8')))
  return read
}
