import type { ComponentChildren } from 'preact'
import { type Lang, languageNames, languages } from '../../../platform/i18n/index.ts'
import { townMarkUrl } from '../../assets.ts'
import { once } from '../../once.tsx'
import { type PageContext, withQuery } from '../../page-context.ts'
import { FlashMessage } from '../flash/flash.tsx'
import { HtmlDocument } from '../html-document/html-document.tsx'
import { Icon } from '../icon/icon.tsx'
import { SearchBox } from '../search-box/search-box.tsx'

/** A step of the way that leads to the page; the last one, the page itself, has no `href`. */
export interface Crumb {
  text: string
  href?: string | undefined
}

interface PortalPageProps {
  ctx: PageContext
  /** In the browser's tab; the page's own heading is a `PageTitle`. */
  title: string
  description?: string | undefined
  /** The way from the home page, which is added in front. Absent on the home page. */
  crumbs?: readonly Crumb[] | undefined
  /** Drawn over the whole width, before the content: the band of the home page. */
  band?: ComponentChildren
  /** Leaves out the search of the header, where the page has its own. */
  noSearch?: boolean | undefined
  children?: ComponentChildren
}

/**
 * The layout of everything that a citizen sees: who we are, languages, sign-in, search, the way back, and a footer with what the law asks for.
 * Use it for each page outside the desk and the kiosk.
 */
export function PortalPage({ ctx, title, description, crumbs, band, noSearch, children }: PortalPageProps) {
  return (
    <HtmlDocument ctx={ctx} title={title} description={description} layout="portal">
      <a class="f-skip" href="#content">
        {ctx.t('ui.skip.content')}
      </a>
      <header class="f-header">
        <SlimHeader ctx={ctx} />
        <div class="f-header-main">
          <div class="f-width f-header-row">
            <TownName ctx={ctx} />
            {noSearch ? null : <SearchBox ctx={ctx} id="header-search" compact />}
          </div>
        </div>
        <PortalMenu ctx={ctx} />
      </header>
      {crumbs ? <Breadcrumb ctx={ctx} crumbs={crumbs} /> : null}
      <main id="content" tabIndex={-1}>
        {band}
        <div class="f-width f-main">
          <FlashMessage ctx={ctx} />
          {children}
        </div>
      </main>
      {once(`portal footer ${ctx.municipality.slug} ${ctx.lang}`, () => (
        <Footer ctx={ctx} />
      ))}
    </HtmlDocument>
  )
}

function SlimHeader({ ctx }: { ctx: PageContext }) {
  return (
    <div class="f-slim">
      <div class="f-width f-slim-row">
        <LanguageChooser ctx={ctx} />
        <VisitorLinks ctx={ctx} />
      </div>
    </div>
  )
}

/** The languages as links, those of the town first: a page keeps its address and its query. */
export function LanguageChooser({ ctx }: { ctx: PageContext }) {
  const town = ctx.municipality.languages
  const offered = [...languages].sort((a, b) => rank(town, a) - rank(town, b))
  return (
    <nav class="f-langs" aria-label={ctx.t('ui.languages')}>
      <ul>
        {offered.map((lang) => (
          <li>
            <a
              href={withQuery(ctx, { lang })}
              lang={lang}
              hreflang={lang}
              aria-current={lang === ctx.lang ? 'true' : undefined}
            >
              <span class="f-lang-name">{languageNames[lang]}</span>
              <span class="f-lang-code" aria-hidden="true">
                {lang.toUpperCase()}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

const rank = (town: readonly string[], lang: Lang) => (town.includes(lang) ? town.indexOf(lang) : 9)

function VisitorLinks({ ctx }: { ctx: PageContext }) {
  const { visitor, t } = ctx
  if (visitor.kind === 'anonymous') {
    return (
      <div class="f-who">
        <a class="f-who-in" href={`/sign-in?return=${encodeURIComponent(ctx.path)}`}>
          <Icon name="user" size="sm" />
          <span>{t('ui.visitor.sign-in')}</span>
        </a>
      </div>
    )
  }
  return (
    <div class="f-who">
      <a class="f-who-name" href={visitor.kind === 'officer' ? '/desk' : '/folder'}>
        <Icon name="user" size="sm" />
        <span>
          {visitor.name}
          {visitor.kind === 'person' && visitor.actsFor ? (
            <small> {t('ui.visitor.acts-for', { name: visitor.actsFor.name })}</small>
          ) : null}
        </span>
      </a>
      <SignOut ctx={ctx} />
    </div>
  )
}

/** Leaving is a form, so that no link or prefetch can do it. */
export function SignOut({ ctx }: { ctx: PageContext }) {
  return (
    <form method="post" action="/sign-out">
      {ctx.csrf === undefined ? null : <input type="hidden" name="csrf" value={ctx.csrf} />}
      <button type="submit" class="f-who-out">
        <Icon name="logout" size="sm" />
        <span>{ctx.t('ui.visitor.sign-out')}</span>
      </button>
    </form>
  )
}

function TownName({ ctx }: { ctx: PageContext }) {
  const { slug, name } = ctx.municipality
  return (
    <a class="f-town" href="/">
      <img src={townMarkUrl(slug)} alt="" width="48" height="56" />
      <span>
        <strong>{ctx.t('ui.town-hall', { name })}</strong>
        <small>{ctx.t('ui.town-line')}</small>
      </span>
    </a>
  )
}

const portalMenu = [
  { href: '/services', text: 'ui.menu.services' },
  { href: '/folder', text: 'ui.menu.folder' },
  { href: '/verify', text: 'ui.menu.verify' },
  { href: '/help', text: 'ui.menu.help' },
] as const

function PortalMenu({ ctx }: { ctx: PageContext }) {
  const section = portalMenu.find(({ href }) => isWithin(ctx.path, href))?.href
  return once(`portal menu ${ctx.lang} ${section}`, () => (
    <nav class="f-menu" aria-label={ctx.t('ui.menu.label')}>
      <ul class="f-width">
        {portalMenu.map(({ href, text }) => (
          <li>
            <a href={href} aria-current={href === section ? 'page' : undefined}>
              {ctx.t(text)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  ))
}

const isWithin = (path: string, href: string) => path === href || path.startsWith(`${href}/`)

function Breadcrumb({ ctx, crumbs }: { ctx: PageContext; crumbs: readonly Crumb[] }) {
  return (
    <nav class="f-width f-crumbs" aria-label={ctx.t('ui.crumbs')}>
      <ol>
        <li>
          <a href="/">{ctx.t('ui.home')}</a>
        </li>
        {crumbs.map(({ text, href }) => (
          <li>{href === undefined ? <span aria-current="page">{text}</span> : <a href={href}>{text}</a>}</li>
        ))}
      </ol>
    </nav>
  )
}

function Footer({ ctx }: { ctx: PageContext }) {
  const { t, municipality } = ctx
  return (
    <footer class="f-footer">
      <div class="f-width f-footer-row">
        <div class="f-footer-town">
          <img src={townMarkUrl(municipality.slug)} alt="" width="40" height="47" loading="lazy" />
          <p>
            <strong>{t('ui.town-hall', { name: municipality.name })}</strong>
            <br />
            {t('ui.footer.line')}
          </p>
        </div>
        <nav aria-label={t('ui.footer.label')}>
          <ul>
            <li>
              <a href="/accessibility">{t('ui.footer.accessibility')}</a>
            </li>
            <li>
              <a href="/privacy">{t('ui.footer.privacy')}</a>
            </li>
            <li>
              <a href="/legal">{t('ui.footer.legal')}</a>
            </li>
            <li>
              <a href="/opendata">{t('ui.footer.opendata')}</a>
            </li>
            <li>
              <a href="/desk">{t('ui.footer.staff')}</a>
            </li>
          </ul>
        </nav>
      </div>
    </footer>
  )
}
