import type { TypstFailure } from './typst-compiler.ts'

/** A template that does not compile, or a document that breaks PDF/A or PDF/UA; for the author of the template, in English. */
export class TemplateError extends Error {
  /** `template.typ`, `house.typ` or a file that was given. */
  readonly file: string
  /** From 1; undefined when the fault is of the whole document (a missing title). */
  readonly line: number | undefined
  readonly column: number | undefined
  /** What to do. */
  readonly remedy: string

  constructor(failures: readonly TypstFailure[]) {
    // The fault may lie in the house style, called wrongly: the author can only change the template, so its line is told first.
    const first = failures[0]
    const [message = 'unknown error', hint] = (first?.message ?? '').split(', hints: ')
    super(message)
    this.name = 'TemplateError'
    const place = failures.find((failure) => failure.file !== 'house.typ' && failure.line !== undefined) ?? first
    this.file = place?.file ?? 'template.typ'
    this.line = place?.line
    this.column = place?.column
    this.remedy = hint ?? remedyFor(message)
  }
}

const REMEDIES: readonly (readonly [RegExp, string])[] = [
  [/unknown variable/, 'Write `#import "/house.typ": *` on the first line, or define the name before it is used.'],
  [
    /does not contain key/,
    'The data lacks this field: give a default with `data.at("name", default: none)`, or send the field.',
  ],
  [
    /does not have field|cannot access fields/,
    'Look at the data that is sent to this template: the field is not there.',
  ],
  [
    /file not found|access denied/,
    'A template reads only "/house.typ" and the files given with it, by their absolute path.',
  ],
  [/download package/, 'Packages of the network are not used: copy what is needed into the template.'],
  [/unclosed|^expected/, 'Look for a bracket, a quote or a comma that is missing at this place or just before it.'],
  [/(missing|unexpected) argument/, 'Compare the call with the list of functions at the head of house.typ.'],
  [/too long/, 'Look for a loop that does not end, and render with less data to find it.'],
]

function remedyFor(message: string): string {
  return REMEDIES.find(([pattern]) => pattern.test(message))?.[1] ?? 'Correct the template at this place.'
}
