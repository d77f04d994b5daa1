import type { Key } from '../screen/keys.ts'
import { type Line, type Span, span } from '../screen/line.ts'
import { fit } from '../screen/width.ts'
import { fuzzyFilter } from './fuzzy.ts'
import type { PaletteEntry } from './palette-entries.ts'
import { editText, renderInput, type TextInput, textInput } from './prompt.ts'

/** What takes all keys until it is done: a line of text, a question, or the palette. */
export interface Overlay {
  /** Undefined while it goes on. */
  key(key: Key): 'done' | undefined
  prompt?(): { line: Line; cursor: number | null }
  box?(height: number): { title: string; lines: Line[]; width: number }
}

/** One line of text. `done` is called with null when it is left by Esc. */
export function textOverlay(
  label: string,
  initial: string,
  options: { empty: boolean; done(text: string | null): void },
): Overlay {
  let input = textInput(initial)
  return {
    key(key) {
      if (key.name === 'escape' || key.name === 'C-c') {
        options.done(null)
        return 'done'
      }
      if (key.name === 'enter') {
        if (input.text.trim() === '' && !options.empty) return undefined
        options.done(input.text.trim())
        return 'done'
      }
      input = editText(input, key) ?? input
      return undefined
    },
    prompt: () => renderInput(` ${label}`, input),
  }
}

/** A question that one key answers. */
export function choiceOverlay<T>(
  label: string,
  choices: readonly { key: string; value: T; title: string }[],
  done: (value: T | null) => void,
): Overlay {
  return {
    key(key) {
      const chosen = choices.find((each) => each.key === key.name)
      if (!chosen && key.name !== 'escape' && key.name !== 'C-c') return undefined
      done(chosen ? chosen.value : null)
      return 'done'
    },
    prompt() {
      const spans: Span[] = [span(` ${label}  `, 'strong')]
      for (const { key, title } of choices) spans.push(span(key, 'key'), span(` ${title}  `))
      spans.push(span('Esc', 'key'), span(' leave'))
      return { line: { spans }, cursor: null }
    },
  }
}

/** A filter typed live: `change` at every key, Enter keeps it, Esc clears it. */
export function filterOverlay(
  initial: string,
  options: { change(text: string): void; pass(key: Key): boolean },
): Overlay {
  let input = textInput(initial)
  return {
    key(key) {
      if (key.name === 'enter') return 'done'
      if (key.name === 'escape' || key.name === 'C-c') {
        options.change('')
        return 'done'
      }
      if (['up', 'down', 'pageup', 'pagedown'].includes(key.name)) {
        options.pass(key)
        return undefined
      }
      const next: TextInput | null = editText(input, key)
      if (next && next.text !== input.text) options.change(next.text)
      input = next ?? input
      return undefined
    },
    prompt: () => renderInput(' /', input),
  }
}

/** Every entry by its title; what is typed brings more of them, and Enter runs the chosen one. */
export function paletteOverlay(
  entries: readonly PaletteEntry[],
  options: { more(text: string): PaletteEntry[]; run(entry: PaletteEntry): void; refuse(reason: string): void },
): Overlay {
  let input = textInput()
  let selected = 0
  let known: { text: string; found: PaletteEntry[] } | null = null
  const found = () => {
    const { text } = input
    if (known?.text !== text) {
      const fitting = fuzzyFilter(text, entries, ({ title }) => title)
      const [named, rest] = partition(fitting, ({ title }) => holdsWords(title, text))
      known = { text, found: [...named, ...options.more(text.trim()), ...rest] }
    }
    return known.found
  }
  return {
    key(key) {
      if (key.name === 'escape' || key.name === 'C-c') return 'done'
      const shown = found()
      if (key.name === 'enter') {
        const entry = shown[selected]
        if (!entry) return undefined
        if (entry.disabled) {
          options.refuse(entry.disabled)
          return undefined
        }
        options.run(entry)
        return 'done'
      }
      if (MOVES[key.name] !== undefined) selected = Math.max(0, Math.min(selected + MOVES[key.name]!, shown.length - 1))
      else {
        const next = editText(input, key)
        if (next && next.text !== input.text) selected = 0
        input = next ?? input
      }
      return undefined
    },
    prompt: () => renderInput(' :', input),
    box(height) {
      const shown = found()
      const rows = Math.max(1, Math.min(height - 4, 16))
      const top = Math.max(0, Math.min(selected - rows + 1, shown.length - rows))
      const width = 76
      const lines = shown.slice(top, top + rows).map(({ title, key, disabled }, i): Line => {
        const reason = disabled ? `: ${disabled}` : ''
        const spans = [
          span(` ${fit(title + reason, width - 16)}`, disabled ? 'dim' : 'text'),
          span(fit(key, 14, 'right'), 'key'),
        ]
        return { spans, selected: top + i === selected }
      })
      const nothing = { spans: [span(' Nothing fits', 'dim')] } as Line
      return { title: 'Commands, panels, files', lines: lines.length > 0 ? lines : [nothing], width }
    },
  }
}

const MOVES: Record<string, number> = { down: 1, up: -1, 'C-n': 1, 'C-p': -1, pagedown: 10, pageup: -10 }

/** Words that stand in a title are meant; letters that are scattered over it may be. */
function holdsWords(title: string, text: string): boolean {
  const lower = title.toLowerCase()
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => lower.includes(word))
}

function partition<T>(items: readonly T[], holds: (item: T) => boolean): [T[], T[]] {
  return [items.filter(holds), items.filter((item) => !holds(item))]
}
