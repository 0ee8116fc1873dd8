import { spawnSync } from 'node:child_process'

/** Programs that the tests call as second opinions, and the Debian package that brings each. */
const TOOLS: Readonly<Record<string, string>> = {
  chromium: 'chromium',
  pdfsig: 'poppler-utils',
  qpdf: 'qpdf',
  openssl: 'openssl',
}

/** Installs what is missing, as root on Debian; elsewhere says what to install. Gives whether everything is there in the end. */
export function ensureSystemTools(): boolean {
  const missing = Object.keys(TOOLS).filter((tool) => !isThere(tool))
  if (missing.length === 0) return true
  const packages = [...new Set(missing.map((tool) => TOOLS[tool] ?? tool))]
  if (process.getuid?.() === 0 && isThere('apt-get')) install(packages)
  const still = missing.filter((tool) => !isThere(tool))
  if (still.length > 0) console.log(`missing: ${still.join(', ')}; install the packages ${packages.join(', ')}`)
  return still.length === 0
}

function isThere(tool: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${tool}`]).status === 0
}

function install(packages: readonly string[]): void {
  console.log(`installing ${packages.join(', ')}`)
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit' })
  const options = ['install', '-y', '-qq', '--no-install-recommends', ...packages]
  spawnSync('apt-get', options, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
}
