/** Something wrong with a package: in which file, where in it, what, and what to do about it. */
export interface PackageProblem {
  readonly file: string
  /** A path in a YAML file (`terms.es.term`), the id of an element of a drawing, the name of a decision. Empty: the whole file. */
  readonly place: string
  readonly what: string
  readonly remedy: string
}

/** One line for a person to read: `minor-works/form.yaml, tasks.decision: …. …` */
export function problemText({ file, place, what, remedy }: PackageProblem): string {
  return `${file}${place === '' ? '' : `, ${place}`}: ${what} ${remedy}`
}

/** Collects the problems of one file, so that whoever wrote it sees them all at once. */
export class FileProblems {
  readonly file: string
  readonly #all: PackageProblem[]

  constructor(file: string, all: PackageProblem[]) {
    this.file = file
    this.#all = all
  }

  add(place: string, what: string, remedy: string): void {
    this.#all.push({ file: this.file, place, what, remedy })
  }
}
