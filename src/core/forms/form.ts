/** A text in each language of the form: `{ca: …, it: …}`. */
export type Text = Readonly<Record<string, string>>

/** Answers by field id, in JSON; rows of a list are answers of their own. */
export type Answers = Readonly<Record<string, unknown>>

/** What the host knows besides the answers: `applicant`, `municipality`, `registers`, `opened`, variables of the process. */
export type Context = Readonly<Record<string, unknown>>

export const KINDS = [
  'text',
  'long-text',
  'email',
  'phone',
  'iban',
  'plate',
  'cadastral-ref',
  'number',
  'integer',
  'money',
  'date',
  'yes-no',
  'choice',
  'choices',
  'people',
  'place',
  'file',
  'list',
  'declaration',
  'info',
] as const
export type Kind = (typeof KINDS)[number]

export type Option = { readonly id: string; readonly label: Text }

/** Choices that are rows of a register: a path to a list, which property is stored, which is read, and which rows (FEEL). */
export type OptionSource = {
  readonly from: string
  readonly value: string
  readonly label: string
  readonly where?: string
}

/** A field as written in `form.yaml`, with the defaults of its kind filled in. `README.md` has the meaning of each key. */
export type Field = {
  readonly id: string
  readonly kind: Kind
  /** For `info`, its text. */
  readonly label: Text
  readonly help?: Text
  readonly placeholder?: Text
  readonly required: boolean | string
  readonly when?: string
  readonly prefill?: string
  readonly editable: boolean
  readonly sealed: boolean
  /** Of numbers and dates a value or FEEL; of choices, files and lists how many. */
  readonly min?: number | string
  readonly max?: number | string
  readonly maxLength?: number
  readonly pattern?: string
  readonly patternHelp?: Text
  readonly unit?: string
  readonly options?: readonly Option[]
  readonly source?: OptionSource
  readonly accept: readonly string[]
  readonly maxMb: number
  readonly many: boolean
  /** Of each row of a list. */
  readonly fields: readonly Field[]
}

export type Page = {
  readonly id: string
  readonly title: Text
  readonly when?: string
  readonly fields: readonly Field[]
}

/** A whole `form.yaml`: the pages of the application and the forms of the tasks by their key. */
export type Form = {
  readonly languages: readonly string[]
  readonly pages: readonly Page[]
  readonly tasks: ReadonlyMap<string, Page>
}

/** Something wrong with an answer: an i18n key `forms.problem.<code>` and what its text needs. */
export type Problem = {
  readonly page: string
  /** Where: `budget`, `builders[0].name`. */
  readonly field: string
  readonly code: string
  readonly data: Readonly<Record<string, string | number>>
}

/** A form file that does not hold together: every problem, each with its path in the file and the remedy. */
export class FormError extends Error {
  override name = 'FormError'
  readonly problems: readonly string[]
  constructor(source: string, problems: readonly string[]) {
    super(problems.map((problem) => `${source}: ${problem}`).join('\n'))
    this.problems = problems
  }
}
