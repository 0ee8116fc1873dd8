import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join, relative, resolve, sep } from 'node:path'
import type { PackageFiles } from '../core/packages/index.ts'
import { projectRoot } from './root.ts'

/** A package as it lies in a folder. */
export interface PackageFolder {
  /** Name of the folder, which is that of the package. */
  readonly name: string
  readonly path: string
  readonly files: PackageFiles
}

/** The folder of the packages that come with Finestra. */
export const catalogueFolder: string = join(projectRoot, 'catalogue')

/**
 * The package in a folder, or every package in a folder of packages, by name. A package is a folder with any of its main
 * files, so that one that lacks another is found and can be told so. Throws as `node:fs` does when there is no folder.
 */
export function readPackages(folder: string): PackageFolder[] {
  const path = resolve(folder)
  if (isPackage(path)) return [readPackage(path)]
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && isPackage(join(path, entry.name)))
    .map((entry) => readPackage(join(path, entry.name)))
    .sort((one, other) => one.name.localeCompare(other.name))
}

const MAIN = ['service.yaml', 'form.yaml', 'process.bpmn', 'rules.dmn']

function isPackage(folder: string): boolean {
  return MAIN.some((file) => statSync(join(folder, file), { throwIfNoEntry: false })?.isFile())
}

function readPackage(path: string): PackageFolder {
  const files = readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  return {
    name: basename(path),
    path,
    files: Object.fromEntries(
      files.map((file) => [relative(path, file).split(sep).join('/'), readFileSync(file, 'utf8')]),
    ),
  }
}
