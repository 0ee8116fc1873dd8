/** What every field has. Texts come translated; `value` is what the form sends, as text. */
interface FieldBase {
  /** The name that the form sends: "budget", "builders[0].name". */
  readonly name: string
  readonly label: string
  /** One sentence that helps to answer, under the label. */
  readonly hint?: string | undefined
  /** What is wrong and how to put it right; the same text stands in the error summary. */
  readonly error?: string | undefined
  /** Marks the field "(optional)": most fields are needed, so it is the others that are marked. */
  readonly optional?: boolean | undefined
  /** Where the value was taken from, when the administration already held it: "Population register". */
  readonly source?: string | undefined
  /** Shown, not asked: what a register holds and the person cannot change here. */
  readonly fixed?: boolean | undefined
}

/** How wide the field is: as wide as the usual answer, so that its width is itself a hint. */
export type FieldWidth = 'xs' | 'sm' | 'md' | 'full'

export interface LineField extends FieldBase {
  readonly kind: 'text' | 'email' | 'phone' | 'number' | 'money' | 'date'
  readonly value?: string | undefined
  readonly width?: FieldWidth | undefined
  /** What the browser may fill in (HTML `autocomplete`): "email", "street-address". */
  readonly autocomplete?: string | undefined
  /** A unit after the field: "m²". */
  readonly unit?: string | undefined
  readonly min?: string | undefined
  readonly max?: string | undefined
  readonly maxLength?: number | undefined
}

export interface LongTextField extends FieldBase {
  readonly kind: 'long-text'
  readonly value?: string | undefined
  readonly rows?: number | undefined
  /** The most characters; they are counted down while writing. */
  readonly maxLength?: number | undefined
}

export interface Option {
  readonly value: string
  readonly text: string
  readonly hint?: string | undefined
}

export interface YesNoField extends FieldBase {
  readonly kind: 'yes-no'
  /** "yes", "no" or not answered. */
  readonly value?: string | undefined
}

export interface ChoiceField extends FieldBase {
  readonly kind: 'choice'
  readonly options: readonly Option[]
  readonly value?: string | undefined
}

export interface ChoicesField extends FieldBase {
  readonly kind: 'choices'
  readonly options: readonly Option[]
  readonly value?: readonly string[] | undefined
}

/** A file that was already sent and is kept with the draft. */
export interface KeptFile {
  readonly id: string
  readonly name: string
  readonly bytes: number
  /** Where it can be seen again. */
  readonly href?: string | undefined
}

export interface FileField extends FieldBase {
  readonly kind: 'file'
  readonly files?: readonly KeptFile[] | undefined
  /** Kinds of files, as HTML `accept` has them: ".pdf,.jpg". Told in words too. */
  readonly accept?: string | undefined
  readonly maxBytes?: number | undefined
  readonly multiple?: boolean | undefined
  /** Takes a file (multipart, field `file`) and answers with JSON `{id, name, bytes, href?}` or `{error}`; without it files go with the form. */
  readonly uploadUrl?: string | undefined
}

export interface ListField extends FieldBase {
  readonly kind: 'list'
  /** The fields of each entry, their names complete ("builders[0].name"). */
  readonly entries: readonly (readonly FieldView[])[]
  /** What one entry is called: "Person". */
  readonly entryName: string
  /** Absent when there is no room for more. */
  readonly addText?: string | undefined
  readonly canRemove?: boolean | undefined
}

export interface PlaceField extends FieldBase {
  readonly kind: 'place'
  /** The address in words. */
  readonly value?: string | undefined
  /** Answers with `PlaceSuggestions` to `?q=`. */
  readonly suggest?: string | undefined
}

export interface DeclarationField extends FieldBase {
  readonly kind: 'declaration'
  /** What the person declares by ticking; `label` is the heading above. */
  readonly statement: string
  /** "yes" when ticked. */
  readonly value?: string | undefined
}

export interface InfoField {
  readonly kind: 'info'
  readonly name?: string | undefined
  readonly label?: string | undefined
  /** Paragraphs are separated by an empty line. */
  readonly text: string
}

/** A field as the page shows it; `form.yaml` with the answers so far becomes a list of these. */
export type FieldView =
  | LineField
  | LongTextField
  | YesNoField
  | ChoiceField
  | ChoicesField
  | FileField
  | ListField
  | PlaceField
  | DeclarationField
  | InfoField

export type AskedField = Exclude<FieldView, InfoField>

/** The id of the field's first control, which the error summary links to. */
export function fieldId(name: string): string {
  return `field-${name.replace(/[^\w-]+/g, '-')}`
}
