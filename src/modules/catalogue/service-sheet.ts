import { parse } from 'yaml'

/** A text in each language of the interface. */
export type Localized = Readonly<Record<string, string>>

/** The legal term of a procedure under one law. */
export interface ServiceTerm {
  /** "1 month"; absent where the answer comes at once. */
  readonly term?: string
  readonly start?: 'register-entry' | 'notification'
  readonly silence?: 'granted' | 'refused' | 'expiry'
  readonly source: string
  readonly text: Localized
  readonly unless?: readonly {
    readonly when: string
    readonly silence: string
    readonly source: string
    readonly text: Localized
  }[]
  readonly appeal?: { readonly name: string; readonly term: string; readonly [other: string]: string }
}

/** The sheet of a procedure: what citizens read of it, and what differs between laws and towns (`service.yaml`). */
export interface Service {
  readonly id: string
  readonly version: number
  readonly title: Localized
  readonly summary: Localized
  readonly who: Localized
  readonly what: Localized
  readonly needs: readonly Localized[]
  /** By law; the same under every law where the file does not tell them apart. */
  readonly cost: Readonly<Record<string, Localized>>
  readonly result: Localized
  readonly keywords: Readonly<Record<string, readonly string[]>>
  readonly lifeEvent: string
  readonly competentOffice: string
  readonly channels: readonly string[]
  readonly legalBasis: Readonly<
    Record<string, readonly { readonly law: string; readonly articles: string; readonly title: string }[]>
  >
  readonly terms: Readonly<Record<string, ServiceTerm>>
  readonly documents: Readonly<Record<string, { readonly title: Localized }>>
  readonly messages: Readonly<Record<string, { readonly subject: Localized; readonly body: Localized }>>
  /** Names of the elements of the drawing. */
  readonly steps: Readonly<Record<string, Localized>>
  readonly call: ServiceCall | null
  /** By town: what the drawing's offices are called there. */
  readonly offices: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly parameters: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

/** A yearly call for applications. */
export interface ServiceCall {
  /** Month and day, `06-01`. */
  readonly opens: string
  readonly closes: string
  readonly ceiling: Readonly<Record<string, number>>
  readonly decision: string
  readonly variable: string
  readonly tieBreak: readonly string[]
}

const LAWS = ['es', 'it']

/** The file as written: as the sheet, but for the keys with dashes and what may be left out. */
type ServiceFile = Omit<Service, 'lifeEvent' | 'competentOffice' | 'legalBasis' | 'cost' | 'call'> & {
  readonly 'life-event': string
  readonly 'competent-office': string
  readonly 'legal-basis'?: Service['legalBasis']
  readonly cost: Localized | Service['cost']
  readonly call?: Omit<ServiceCall, 'tieBreak'> & { readonly 'tie-break'?: readonly string[] }
}

/** Reads `service.yaml`. What must be in it is checked by `finestra catalogue check` before a package is installed. */
export function readServiceSheet(text: string): Service {
  // Checked before it was installed: the shape is that of the package format.
  const file = parse(text) as ServiceFile
  const {
    'life-event': lifeEvent,
    'competent-office': competentOffice,
    'legal-basis': legalBasis = {},
    cost,
    call,
    ...same
  } = file
  return {
    ...same,
    lifeEvent,
    competentOffice,
    legalBasis,
    cost: isByLaw(cost) ? cost : Object.fromEntries(LAWS.map((law) => [law, cost])),
    documents: same.documents ?? {},
    messages: same.messages ?? {},
    steps: same.steps ?? {},
    offices: same.offices ?? {},
    parameters: same.parameters ?? {},
    call: call ? { ...call, tieBreak: call['tie-break'] ?? [] } : null,
  }
}

/** Whether a cost differs between laws: its values are texts in each language, and not texts. */
function isByLaw(cost: Localized | Service['cost']): cost is Service['cost'] {
  return Object.values(cost).every((value) => typeof value === 'object')
}

/** What the package's rules may read of a town: the defaults, and over them the town's own. */
export function parametersOf(service: Service, slug: string): Readonly<Record<string, unknown>> {
  return { ...service.parameters.default, ...service.parameters[slug] }
}

/** The office of a town that does what the drawing gives to `office`. */
export function officeIn(service: Service, slug: string, office: string): string {
  return service.offices[slug]?.[office] ?? office
}
