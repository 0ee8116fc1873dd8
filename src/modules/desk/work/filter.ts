import type { Filter } from '../../../ui/index.ts'
import type { WorkFilter } from '../../cases/index.ts'
import type { Names } from '../names.ts'
import { can, type Visit } from '../visit.ts'

/** The names of the filters in the address, in the order in which they are kept. */
export const FILTERS = ['office', 'claimed', 'procedure', 'role', 'due'] as const

/** The offices whose list the officer may see: theirs, or all where their role sees every case. */
export function officesToSee(visit: Visit, names: Names): readonly string[] {
  return can(visit, 'case.read-all') ? [...names.offices.keys()] : visit.actor.offices
}

/** The filter of the address; `undefined` when it asks for an office that is not theirs to see. */
export function readFilter(visit: Visit, names: Names): WorkFilter | undefined {
  const { query } = visit.ctx
  const { office, claimed, procedure, role, due } = query
  if (office && !officesToSee(visit, names).includes(office)) return undefined
  return {
    offices: office ? [office] : visit.actor.offices,
    ...(claimed === 'me' && { claimed: { by: visit.actor.id } }),
    ...(claimed === 'nobody' && { claimed: 'nobody' as const }),
    ...(claimed === 'can' && { roles: visit.actor.roles }),
    ...(procedure && { procedure: procedure.slice(0, 80) }),
    ...(role && { role: role.slice(0, 80) }),
    ...(due && /^\d{4}-\d{2}-\d{2}$/.test(due) && { dueBy: due }),
  }
}

/** The part of an address that is a filter: what is saved, and what an export repeats. */
export function filterQuery(query: Readonly<Record<string, string | undefined>>): string {
  const kept = FILTERS.flatMap((name): [string, string][] => (query[name] ? [[name, query[name]]] : []))
  return new URLSearchParams(kept).toString()
}

/** What the list can be narrowed by. */
export function filterControls(visit: Visit, names: Names): Filter[] {
  const { t } = visit.ctx
  const seen = officesToSee(visit, names)
  return [
    {
      kind: 'choice',
      name: 'procedure',
      label: t('desk.work.procedure'),
      options: [...names.procedures].map(([value, text]) => ({ value, text })),
    },
    ...(seen.length > 1
      ? [
          {
            kind: 'choice' as const,
            name: 'office',
            label: t('desk.work.office'),
            options: seen.map((value) => ({ value, text: names.office(value) })),
          },
        ]
      : []),
    {
      kind: 'choice',
      name: 'claimed',
      label: t('desk.work.who'),
      options: [
        { value: 'can', text: t('desk.work.can') },
        { value: 'me', text: t('desk.work.mine') },
        { value: 'nobody', text: t('desk.work.unclaimed') },
      ],
    },
    {
      kind: 'choice',
      name: 'role',
      label: t('desk.work.role'),
      options: ['technician', 'lawyer', 'councillor', 'secretary', 'counter', 'treasurer'].map((value) => ({
        value,
        text: t(`desk.role.${value}`),
      })),
    },
    { kind: 'date', name: 'due', label: t('desk.work.due-by') },
  ]
}
