/** A part of the town hall. */
export interface Office {
  /** 'town-planning' */
  readonly officeId: string
  /** By language. */
  readonly name: Readonly<Record<string, string>>
  readonly parentId: string | null
  readonly headOfficerId: string | null
}

/** Somebody who works here. */
export interface Officer {
  readonly officerId: string
  readonly subject: string | null
  readonly name: string
  readonly email: string
  readonly roles: readonly string[]
  readonly offices: readonly string[]
  readonly active: boolean
  readonly substituteId: string | null
  readonly absences: readonly { readonly from: string; readonly until: string }[]
}

/** Whether the officer is away on a day. */
export function isAbsent(officer: Pick<Officer, 'absences'>, on: string): boolean {
  return officer.absences.some(({ from, until }) => from <= on && on <= until)
}
