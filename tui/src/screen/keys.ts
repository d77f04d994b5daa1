/** One pressed key. */
export interface Key {
  /** `a`, `A`, `up`, `enter`, `tab`, `S-tab`, `escape`, `C-p`, `M-x`, `pagedown`; `paste` for pasted text. */
  name: string
  /** What it types; '' for keys that move or command. */
  text: string
  /** The bytes as the terminal sent them, for programs that run inside; pasted text with its line ends. */
  sequence: string
}

const WORDS: Record<string, string> = {
  enter: 'Enter',
  tab: 'Tab',
  'S-tab': 'Shift+Tab',
  escape: 'Esc',
  up: 'Up',
  down: 'Down',
  left: 'Left',
  right: 'Right',
  pageup: 'PgUp',
  pagedown: 'PgDn',
  home: 'Home',
  end: 'End',
  space: 'Space',
  backspace: 'Backspace',
  delete: 'Del',
}

/** A key as people read it: `C-p` is `Ctrl+P`. */
export function keyLabel(name: string): string {
  if (WORDS[name]) return WORDS[name]
  if (/^f\d+$/.test(name)) return name.toUpperCase()
  if (name.startsWith('C-')) return `Ctrl+${name.slice(2).toUpperCase()}`
  if (name.startsWith('M-')) return `Alt+${WORDS[name.slice(2)] ?? name.slice(2)}`
  return name === ' ' ? 'Space' : name
}
