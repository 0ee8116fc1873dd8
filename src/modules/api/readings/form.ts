import Type, { type Static } from 'typebox'
import { type CompiledField, type CompiledPage, KINDS } from '../../../core/forms/index.ts'
import type { Lang } from '../../../platform/i18n/index.ts'
import { text } from '../shapes.ts'

const limit = Type.Union([Type.Number(), text])
const fieldShape = {
  id: Type.String({ description: 'The name of the answer.' }),
  kind: Type.Enum([...KINDS]),
  label: text,
  help: Type.Optional(text),
  required: Type.Union([Type.Boolean(), text], { description: 'Or the FEEL condition under which it is.' }),
  when: Type.Optional(Type.String({ description: 'FEEL condition under which it is asked.' })),
  editable: Type.Boolean({ description: 'Whether what the municipality already holds may be changed.' }),
  min: Type.Optional(limit),
  max: Type.Optional(limit),
  maxLength: Type.Optional(Type.Integer()),
  pattern: Type.Optional(text),
  unit: Type.Optional(text),
  options: Type.Optional(Type.Array(Type.Object({ id: text, label: text }))),
  accept: Type.Optional(Type.Array(Type.String({ description: 'Media type of a file.' }))),
}

/** A page of a form in one language. */
export const FormPage = Type.Object({
  id: text,
  title: text,
  when: Type.Optional(text),
  fields: Type.Array(
    Type.Object({
      ...fieldShape,
      fields: Type.Optional(Type.Array(Type.Object(fieldShape), { description: 'Of each row.' })),
    }),
  ),
})

type FieldShape = Static<(typeof FormPage)['properties']['fields']>[number]

export function formPage({ id, title, when, fields }: CompiledPage, lang: Lang): Static<typeof FormPage> {
  return {
    id,
    title: inLang(title, lang),
    ...(when !== undefined && { when }),
    fields: fields.map((field) => formField(field, lang)),
  }
}

function formField(field: CompiledField, lang: Lang): FieldShape {
  const { id, kind, required, editable, when, min, max, maxLength, pattern, unit } = field
  return {
    ...{ id, kind, label: inLang(field.label, lang), required, editable },
    ...(field.help && { help: inLang(field.help, lang) }),
    ...present({ when, min, max, maxLength, pattern, unit }),
    ...(field.options && { options: field.options.map((one) => ({ id: one.id, label: inLang(one.label, lang) })) }),
    ...(kind === 'file' && { accept: [...field.accept] }),
    ...(kind === 'list' && { fields: field.fields.map((inner) => formField(inner, lang)) }),
  }
}

/** Only what there is. */
function present<Values extends object>(values: Values): { [Name in keyof Values]?: NonNullable<Values[Name]> } {
  // What is left has no undefined in it.
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Values]?: NonNullable<Values[Name]>
  }
}

/** A text in a language, or in the first that there is. */
export function inLang(texts: Readonly<Record<string, string>>, lang: Lang): string {
  return texts[lang] ?? texts.en ?? Object.values(texts)[0] ?? ''
}
