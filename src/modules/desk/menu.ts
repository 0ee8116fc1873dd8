import type { MenuItem } from '../../ui/index.ts'

interface Entry extends MenuItem {
  /** Without it the entry is not shown. */
  readonly permission?: string
}

const ENTRIES: readonly Entry[] = [
  { key: 'work', href: '/desk', icon: 'inbox', text: 'ui.desk.work', permission: 'case.read' },
  { key: 'cases', href: '/desk/search', icon: 'search', text: 'ui.desk.cases', permission: 'case.read' },
  { key: 'register', href: '/desk/register', icon: 'list', text: 'ui.desk.register', permission: 'register.read' },
  { key: 'calls', href: '/desk/calls', icon: 'presentation', text: 'ui.desk.calls', permission: 'call.rank' },
  { key: 'journal', href: '/desk/journal', icon: 'clock', text: 'ui.desk.journal', permission: 'journal.read' },
  { key: 'system', href: '/desk/admin/effects', icon: 'settings', text: 'ui.desk.system', permission: 'admin.jobs' },
  { key: 'me', href: '/desk/me', icon: 'user', text: 'desk.me.menu' },
]

/** The entries of the menu that somebody with these permissions may open. */
export function menuFor(permissions: ReadonlySet<string>): readonly MenuItem[] {
  return ENTRIES.filter(({ permission }) => permission === undefined || permissions.has(permission))
}
