import type { ComponentChildren, VNode } from 'preact'
import { townMarkUrl } from '../../assets.ts'
import { once } from '../../once.tsx'
import type { PageContext } from '../../page-context.ts'
import { FlashMessage } from '../flash/flash.tsx'
import { HtmlDocument } from '../html-document/html-document.tsx'
import { Icon } from '../icon/icon.tsx'
import { type Crumb, LanguageChooser, SignOut } from '../portal-page/portal-page.tsx'
import { SearchBox } from '../search-box/search-box.tsx'
import { deskMenu, type MenuItem } from './desk-menu.ts'

interface DeskPageProps {
  ctx: PageContext
  /** In the browser's tab; the page's own heading is a `PageTitle`. */
  title: string
  /** The key of the entry of the menu that this page belongs to. */
  active: string
  /** The way from the list to this page; the last has no `href`. */
  crumbs?: readonly Crumb[] | undefined
  children?: ComponentChildren
}

/**
 * The layout of the officers' desk: menu at the side, on a telephone a bar at the bottom whose last entry opens the rest (a `<details>`:
 * no JavaScript needed). Keys: `client/desk-keys.ts`; `?` shows all of them.
 */
export function DeskPage({ ctx, title, active, crumbs, children }: DeskPageProps) {
  const menu = ctx.menu ?? deskMenu
  return (
    <HtmlDocument ctx={ctx} title={title} layout="desk" part={ctx.t('ui.desk.name')}>
      <a class="f-skip" href="#content">
        {ctx.t('ui.skip.content')}
      </a>
      <DeskHeader ctx={ctx} />
      <div class="f-desk-body">
        {keptMenu('side', { ctx, menu, active }, SideMenu)}
        <main id="content" tabIndex={-1} class="f-desk-main">
          {crumbs ? <DeskCrumbs ctx={ctx} crumbs={crumbs} /> : null}
          <FlashMessage ctx={ctx} />
          {children}
        </main>
      </div>
      {keptMenu('bar', { ctx, menu, active }, BottomBar)}
      {once(`desk keys ${ctx.lang}`, () => (
        <KeyHelp ctx={ctx} />
      ))}
    </HtmlDocument>
  )
}

function DeskHeader({ ctx }: { ctx: PageContext }) {
  return (
    <header class="f-desk-header">
      <a class="f-desk-town" href="/desk">
        <img src={townMarkUrl(ctx.municipality.slug)} alt="" width="30" height="35" />
        <span>
          <strong>{ctx.municipality.name}</strong>
          <small>{ctx.t('ui.desk.name')}</small>
        </span>
      </a>
      <SearchBox
        ctx={ctx}
        id="desk-search"
        action="/desk/search"
        suggest="/desk/search/suggest"
        label={ctx.t('ui.desk.search')}
        compact
      />
      <details class="f-desk-who">
        <summary>
          <Icon name="user" size="sm" />
          <span>{ctx.visitor.kind === 'anonymous' ? ctx.t('ui.visitor.sign-in') : ctx.visitor.name}</span>
        </summary>
        <div class="f-desk-who-menu">
          <LanguageChooser ctx={ctx} />
          <a href="/">{ctx.t('ui.desk.to-portal')}</a>
          <SignOut ctx={ctx} />
        </div>
      </details>
    </header>
  )
}

interface MenuProps {
  ctx: PageContext
  menu: readonly MenuItem[]
  active: string
}

/** A menu without counts is the same for all who may open the same entries: drawn once. */
function keptMenu(kind: string, props: MenuProps, draw: (props: MenuProps) => VNode): VNode {
  const { ctx, menu, active } = props
  if (menu.some(({ count }) => count)) return draw(props)
  return once(`desk ${kind} ${ctx.lang} ${active} ${menu.map(({ key }) => key)}`, () => draw(props))
}

function SideMenu({ ctx, menu, active }: MenuProps) {
  return (
    <nav class="f-desk-side" aria-label={ctx.t('ui.menu.label')}>
      <ul>
        {menu.map((item) => (
          <Entry ctx={ctx} item={item} active={active} />
        ))}
      </ul>
    </nav>
  )
}

const inBar = 4

function BottomBar({ ctx, menu, active }: MenuProps) {
  const rest = menu.slice(inBar)
  return (
    <nav class="f-desk-bar" aria-label={ctx.t('ui.menu.label')}>
      <ul>
        {menu.slice(0, inBar).map((item) => (
          <Entry ctx={ctx} item={item} active={active} />
        ))}
        {rest.length === 0 ? null : (
          <li>
            <details class="f-desk-more">
              <summary>
                <Icon name="more-items" />
                <span>{ctx.t('ui.desk.more')}</span>
              </summary>
              <ul>
                {rest.map((item) => (
                  <Entry ctx={ctx} item={item} active={active} />
                ))}
              </ul>
            </details>
          </li>
        )}
      </ul>
    </nav>
  )
}

function Entry({ ctx, item, active }: { ctx: PageContext; item: MenuItem; active: string }) {
  return (
    <li>
      <a href={item.href} aria-current={item.key === active ? 'page' : undefined}>
        <Icon name={item.icon} />
        <span>{ctx.t(item.text)}</span>
        {item.count ? <b class="f-count">{item.count}</b> : null}
      </a>
    </li>
  )
}

function DeskCrumbs({ ctx, crumbs }: { ctx: PageContext; crumbs: readonly Crumb[] }) {
  return (
    <nav class="f-crumbs" aria-label={ctx.t('ui.crumbs')}>
      <ol>
        {crumbs.map(({ text, href }) => (
          <li>{href === undefined ? <span aria-current="page">{text}</span> : <a href={href}>{text}</a>}</li>
        ))}
      </ol>
    </nav>
  )
}

const keys = [
  ...(['next', 'previous', 'open', 'do', 'claim', 'preview', 'send', 'go-on'] as const),
  ...(['lists', 'filter', 'keep', 'search', 'work', 'leave', 'help'] as const),
]

function KeyHelp({ ctx }: { ctx: PageContext }) {
  return (
    <dialog id="desk-keys" class="f-dialog" aria-labelledby="desk-keys-title">
      <h2 id="desk-keys-title">{ctx.t('ui.keys.title')}</h2>
      <KeyList ctx={ctx} />
      <form method="dialog">
        <button type="submit" class="btn btn-primary">
          {ctx.t('ui.close')}
        </button>
      </form>
    </dialog>
  )
}

/** All keys of the desk with what each does. */
export function KeyList({ ctx }: { ctx: PageContext }) {
  return (
    <dl class="f-keys">
      {keys.map((key) => (
        <div>
          <dt>
            <kbd>{ctx.t(`ui.keys.${key}.key`)}</kbd>
          </dt>
          <dd>{ctx.t(`ui.keys.${key}.does`)}</dd>
        </div>
      ))}
    </dl>
  )
}
