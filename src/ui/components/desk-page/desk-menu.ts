/** An entry of the desk's menu. */
export interface MenuItem {
  /** Compared with `active` of the page. */
  readonly key: string
  readonly href: string
  /** Of Bootstrap Italia's set, without "it-". */
  readonly icon: string
  /** Key of the text; it is short, for it stands under an icon on a telephone. */
  readonly text: string
  /** How many wait there. */
  readonly count?: number | undefined
}

/** The menu of an officer when the platform gives none: the first four stand in the bar of a telephone, the rest behind "More". */
export const deskMenu: readonly MenuItem[] = [
  { key: 'work', href: '/desk', icon: 'inbox', text: 'ui.desk.work' },
  { key: 'cases', href: '/desk/cases', icon: 'folder', text: 'ui.desk.cases' },
  { key: 'register', href: '/desk/register', icon: 'note', text: 'ui.desk.register' },
  { key: 'people', href: '/desk/people', icon: 'user', text: 'ui.desk.people' },
  { key: 'calls', href: '/desk/calls', icon: 'list', text: 'ui.desk.calls' },
  { key: 'figures', href: '/desk/figures', icon: 'chart-line', text: 'ui.desk.figures' },
  { key: 'procedures', href: '/desk/procedures', icon: 'files', text: 'ui.desk.procedures' },
  { key: 'journal', href: '/desk/journal', icon: 'clock', text: 'ui.desk.journal' },
  { key: 'system', href: '/desk/system', icon: 'settings', text: 'ui.desk.system' },
]
