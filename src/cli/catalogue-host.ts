import { randomUUID } from 'node:crypto'
import { type PackageFiles, parsePackage, servesLaw } from '../core/packages/index.ts'
import { installPackage } from '../modules/catalogue/index.ts'
import { type Actor, type Municipality, runAct } from '../platform/acts/index.ts'
import { languages } from '../platform/i18n/index.ts'
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

/**
 * Publishes a package in one municipality, or in every one of the installation whose law it serves; gives what was done, a line for
 * each. Nothing is published anywhere when it serves none of them.
 */
export async function installFromCommandLine(files: PackageFiles, slug: string | undefined): Promise<string> {
  const platform = await openPlatform()
  try {
    const towns = await townsNamed(platform, slug)
    const isServed = await servedBy(files)
    const others = towns.filter((town) => !isServed(town))
    const left = others.map((town) => `${town.slug}: left out, the package has no term for its law (${town.law})`)
    if (others.length === towns.length) throw new Error(`${left.join('; ')}; nothing was installed`)
    const lines: string[] = []
    for (const municipality of towns.filter(isServed)) lines.push(await installIn(platform, municipality, files))
    return [...lines, ...left].join('\n')
  } finally {
    await platform.close()
  }
}

async function servedBy(files: PackageFiles): Promise<(town: Municipality) => boolean> {
  const parsed = await parsePackage(files, { languages })
  // What is broken serves nobody; the command has told why before it comes here.
  return (town) => 'package' in parsed && servesLaw(parsed.package, town.law)
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
