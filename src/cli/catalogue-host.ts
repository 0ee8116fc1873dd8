import { randomUUID } from 'node:crypto'
import type { PackageFiles } from '../core/packages/index.ts'
import { installPackage } from '../modules/catalogue/index.ts'
import { type Actor, type Municipality, runAct } from '../platform/acts/index.ts'
import { type OpenPlatform, openPlatform } from '../platform/open.ts'

/** The administrator at the command line. */
const ADMINISTRATOR: Actor = {
  kind: 'system',
  id: 'command-line',
  name: 'command line',
  permissions: new Set(['catalogue.install']),
  roles: [],
  offices: [],
}

/** Publishes a package in one municipality, or in every one of the installation; gives what was done, a line for each. */
export async function installFromCommandLine(files: PackageFiles, slug: string | undefined): Promise<string> {
  const platform = await openPlatform()
  try {
    const towns = await townsNamed(platform, slug)
    const lines: string[] = []
    for (const municipality of towns) lines.push(await installIn(platform, municipality, files))
    return lines.join('\n')
  } finally {
    await platform.close()
  }
}

async function townsNamed(platform: OpenPlatform, slug: string | undefined): Promise<readonly Municipality[]> {
  const all = await platform.municipalities.all()
  const towns = slug === undefined ? all : all.filter((town) => town.slug === slug)
  if (towns.length > 0) return towns
  throw new Error(
    `there is no municipality ${slug ?? ''}; there are: ${all.map((town) => town.slug).join(', ') || 'none'}`,
  )
}

async function installIn(platform: OpenPlatform, municipality: Municipality, files: PackageFiles): Promise<string> {
  const outcome = await runAct(platform, installPackage, {
    municipality,
    actor: ADMINISTRATOR,
    channel: 'system',
    key: randomUUID(),
    input: { files: { ...files } },
  })
  if (!outcome.ok)
    throw new Error(
      `${municipality.slug}: ${String(outcome.refused.data.problem ?? outcome.refused.code)}; nothing was changed there`,
    )
  return `${municipality.slug}: ${outcome.result.procedure} is published as version ${outcome.result.version}`
}
