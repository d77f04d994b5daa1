import type { ActionDefinition } from '../define-action.ts'
import { type Key, keyLabel } from '../screen/keys.ts'
import { type Line, type Span, span } from '../screen/line.ts'
import { fit } from '../screen/width.ts'
import { fuzzyFilter } from './fuzzy.ts'
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

export interface PaletteEntry {
  action: ActionDefinition
  /** Why it cannot be run now; false when it can. */
  disabled: string | false
}

/** Every action by its name; Enter runs the chosen one. */
export function paletteOverlay(
  entries: readonly PaletteEntry[],
  options: { run(entry: PaletteEntry): void; refuse(reason: string): void },
): Overlay {
  let input = textInput()
  let selected = 0
  const found = () => fuzzyFilter(input.text, entries, ({ action }) => action.title)
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
      if (key.name === 'down') selected = Math.min(selected + 1, shown.length - 1)
      else if (key.name === 'up') selected = Math.max(0, selected - 1)
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
      const lines = shown.slice(top, top + rows).map(({ action, disabled }, i): Line => {
        const key = action.keys[0] ? keyLabel(action.keys[0]) : ''
        const title = `${action.title[0]!.toUpperCase()}${action.title.slice(1)}`
        const reason = disabled ? `: ${disabled}` : ''
        const spans = [
          span(` ${fit(title + reason, width - 16)}`, disabled ? 'dim' : 'text'),
          span(fit(key, 14, 'right'), 'key'),
        ]
        return { spans, selected: top + i === selected }
      })
      return { title: 'Commands', lines: lines.length > 0 ? lines : [{ spans: [span(' Nothing fits', 'dim')] }], width }
    },
  }
}
