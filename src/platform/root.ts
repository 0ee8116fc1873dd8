import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

/** The folder that holds `package.json`, found upwards from here, so that sources and the compiled copy in `dist/` agree. */
export const projectRoot: string = findRoot(import.meta.dirname)

/** The absolute path of a file of the project (catalogue, law, texts, migrations), given from the root. */
export function resource(...parts: string[]): string {
  return join(projectRoot, ...parts)
}

/** Where a running installation keeps its data: `FINESTRA_DATA`, or `var/` in the project. */
export function dataFolder(env: NodeJS.ProcessEnv = process.env): string {
  return resolve(env.FINESTRA_DATA ?? join(projectRoot, 'var'))
}

function findRoot(start: string): string {
  let folder = start
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder)
    if (parent === folder) throw new Error(`no package.json above ${start}`)
    folder = parent
  }
  return folder
}
