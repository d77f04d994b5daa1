import type { Key } from '../screen/keys.ts'
import { type Line, line, span } from '../screen/line.ts'
import { graphemes, textWidth } from '../screen/width.ts'

/** A line of text that a person edits. `cursor` counts graphemes. */
export interface TextInput {
  text: string
  cursor: number
}

export function textInput(text = ''): TextInput {
  return { text, cursor: [...graphemes(text)].length }
}

/** The input after a key; null when the key is none of its own. */
export function editText(input: TextInput, key: Key): TextInput | null {
  const parts = [...graphemes(input.text)]
  const { cursor } = input
  const put = (from: number, to: number, text: string) => {
    const inserted = [...graphemes(text)].length
    return { text: [...parts.slice(0, from), text, ...parts.slice(to)].join(''), cursor: from + inserted }
  }
  switch (key.name) {
    case 'left':
      return { ...input, cursor: Math.max(0, cursor - 1) }
    case 'right':
      return { ...input, cursor: Math.min(parts.length, cursor + 1) }
    case 'home':
    case 'C-a':
      return { ...input, cursor: 0 }
    case 'end':
    case 'C-e':
      return { ...input, cursor: parts.length }
    case 'backspace':
      return put(Math.max(0, cursor - 1), cursor, '')
    case 'delete':
      return put(cursor, cursor + 1, '')
    case 'C-u':
      return put(0, cursor, '')
    case 'C-k':
      return put(cursor, parts.length, '')
    case 'C-w':
      return put(wordStart(parts, cursor), cursor, '')
  }
  return key.text === '' ? null : put(cursor, cursor, key.text)
}

/** The input behind its label, and the column of the cursor in it. */
export function renderInput(label: string, input: TextInput): { line: Line; cursor: number } {
  const before = [...graphemes(input.text)].slice(0, input.cursor).join('')
  const cursor = textWidth(label) + 1 + textWidth(before)
  return { line: line(span(label, 'key'), ' ', input.text), cursor }
}

function wordStart(parts: string[], cursor: number): number {
  let at = cursor
  while (at > 0 && parts[at - 1]!.trim() === '') at--
  while (at > 0 && parts[at - 1]!.trim() !== '') at--
  return at
}
