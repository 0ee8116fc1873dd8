import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { resource } from '../platform/root.ts'
import { themedBootstrapItalia } from './theme/bootstrap-italia.ts'
import { defaults, themeCss, townColours } from './theme/theme.ts'

/** A file that the browser may ask for, kept in memory. */
export interface Asset {
  body: Buffer
  /** The same compressed, where that is worth it; for a browser that accepts gzip. */
  gzip?: Buffer
  type: string
  /** Changes with the content; `?v=` in `assetUrl`, and the ETag. */
  version: string
}

const fonts = 'bootstrap-italia/dist/fonts'

/** The files of npm packages that are served as they are: address → path under `node_modules`. Nothing else of a package is served. */
export const vendorAssets: Readonly<Record<string, string>> = {
  '/assets/vendor/sprites.svg': 'bootstrap-italia/dist/svg/sprites.svg',
  '/assets/vendor/fonts/titillium-400.woff2': `${fonts}/Titillium_Web/titillium-web-v10-latin-ext_latin-regular.woff2`,
  '/assets/vendor/fonts/titillium-400-italic.woff2': `${fonts}/Titillium_Web/titillium-web-v10-latin-ext_latin-italic.woff2`,
  '/assets/vendor/fonts/titillium-600.woff2': `${fonts}/Titillium_Web/titillium-web-v10-latin-ext_latin-600.woff2`,
  '/assets/vendor/fonts/titillium-700.woff2': `${fonts}/Titillium_Web/titillium-web-v10-latin-ext_latin-700.woff2`,
  '/assets/vendor/fonts/lora-400.woff2': `${fonts}/Lora/lora-v20-latin-ext_latin-regular.woff2`,
  '/assets/vendor/fonts/roboto-mono-400.woff2': `${fonts}/Roboto_Mono/roboto-mono-v13-latin-ext_latin-regular.woff2`,
  '/assets/vendor/htmx.js': 'htmx.org/dist/htmx.min.js',
  '/assets/vendor/bpmn-viewer.js': 'bpmn-js/dist/bpmn-navigated-viewer.production.min.js',
  '/assets/vendor/bpmn-js.css': 'bpmn-js/dist/assets/bpmn-js.css',
  '/assets/vendor/diagram-js.css': 'bpmn-js/dist/assets/diagram-js.css',
  '/assets/vendor/simplewebauthn.js': '@simplewebauthn/browser/dist/bundle/index.umd.min.js',
}

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.bpmn': 'application/xml',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
}

/** All that is served under `/assets/`: address → file. Our own `public/` and compiled `client/`, the vendored files, the stylesheets made here. */
export const assets: ReadonlyMap<string, Asset> = new Map([
  ...folder('/assets/', resource('src/ui/public')),
  ...folder('/assets/client/', join(resource('dist/src/ui/client'))),
  ...Object.entries(vendorAssets).map(([url, path]) => made(url, readFileSync(resource('node_modules', path)))),
  made('/assets/bootstrap-italia.css', themedBootstrapItalia()),
  made('/assets/finestra.css', ownStylesheet()),
])

/** The stylesheet with a town's colours, for `/assets/theme/<slug>.css`; `settings` is the municipality's. */
export function themeAsset(slug: string, settings?: unknown): Asset {
  return made(`/assets/theme/${slug}.css`, themeCss(townColours(slug, settings)))[1]
}

/** The address of an asset with its version, so that a browser may keep it for a year. Throws when there is no such asset. */
export function assetUrl(url: string): string {
  const asset = assets.get(url)
  if (!asset) throw new Error(`no asset at ${url}`)
  return `${url}?v=${asset.version}`
}

/** The address of a town's mark: its own in `public/towns/`, or the one of any town. */
export function townMarkUrl(slug: string): string {
  return assets.has(`/assets/towns/${slug}.svg`) ? `/assets/towns/${slug}.svg` : '/assets/towns/default.svg'
}

/** The towns that have colours of their own. */
export const themedTowns: readonly string[] = Object.keys(defaults)

/** Our stylesheet: what is general first, then what belongs to each component, kept in its folder. */
function ownStylesheet(): string {
  const cwd = resource('src/ui')
  const files = [
    ...globSync('styles/*.css', { cwd }).sort(),
    ...globSync('{components,gallery}/**/*.css', { cwd }).sort(),
  ]
  return files.map((file) => readFileSync(join(cwd, file), 'utf8')).join('\n')
}

function folder(prefix: string, path: string): [string, Asset][] {
  if (!existsSync(path)) return []
  const files = globSync('**/*.{css,js,svg,png,ico,txt,webmanifest,bpmn}', { cwd: path })
  return files.map((file) => made(prefix + file.replaceAll('\\', '/'), readFileSync(join(path, file))))
}

function made(url: string, content: Buffer | string): [string, Asset] {
  const body = typeof content === 'string' ? Buffer.from(content) : content
  const type = contentTypes[extname(url)] ?? 'application/octet-stream'
  const version = createHash('sha256').update(body).digest('base64url').slice(0, 10)
  const isText = /text|xml|json/.test(type) && body.length > 1000
  return [url, { body, version, type, ...(isText && { gzip: gzipSync(body) }) }]
}
