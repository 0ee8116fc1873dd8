import { readdirSync, readFileSync } from 'node:fs'

/** A running process, and what it holds in megabytes: pages that several share are counted by halves, thirds… (PSS). */
export interface ProcessMemory {
  readonly processId: number
  readonly name: string
  readonly megabytes: number
}

/** A process and all that descend from it, from `/proc`; empty where there is none. */
export function familyOf(processId: number): ProcessMemory[] {
  const parents = parentsOfAll()
  const family = [processId]
  for (const member of family) family.push(...[...parents].filter(([, parent]) => parent === member).map(([id]) => id))
  return family.flatMap((id) => {
    const megabytes = proportionalMegabytes(id)
    return megabytes === undefined ? [] : [{ processId: id, name: nameOf(id), megabytes }]
  })
}

function parentsOfAll(): Map<number, number> {
  const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return new Map(ids.map((id) => [Number(id), Number(/^PPid:\s+(\d+)/m.exec(read(`/proc/${id}/status`))?.[1] ?? 0)]))
}

function proportionalMegabytes(id: number): number | undefined {
  const kilobytes = /^Pss:\s+(\d+)/m.exec(read(`/proc/${id}/smaps_rollup`))?.[1]
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024
}

function nameOf(id: number): string {
  return read(`/proc/${id}/cmdline`).replaceAll('\0', ' ').trim()
}

/** A process may end while it is looked at. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
