import { editText, type TextInput, textInput } from '../app/prompt.ts'
import type { Key } from '../screen/keys.ts'

/** A query that is typed, and those before it. */
export interface Typing {
  input: TextInput
  /** Whether keys are text. */
  typing: boolean
  /** Queries of this screen, the last one at the end. */
  past: readonly string[]
  /** Which of them is shown; `past.length` for what is being typed. */
  recalled: number
  /** What was being typed before one of them was shown. */
  draft: string
}

const MOST_PAST = 50
/** More is no query, and each key has to look at all of it. */
const MOST_LENGTH = 1_000

/** Takes a key while a query is typed; false when it is none of its own. */
export function typeKey(state: Typing, key: Key): boolean {
  switch (key.name) {
    case 'enter':
      leaveTyping(state)
      return true
    case 'escape':
    case 'C-c':
      if (state.input.text === '') leaveTyping(state)
      else clearQuery(state)
      return true
    case 'up':
      recall(state, state.recalled - 1)
      return true
    case 'down':
      if (state.recalled >= state.past.length) leaveTyping(state)
      else recall(state, state.recalled + 1)
      return true
  }
  const room = Math.max(0, MOST_LENGTH - state.input.text.length)
  const next = editText(state.input, key.name === 'paste' ? { ...key, text: key.text.slice(0, room) } : key)
  if (!next) return false
  if (next.text.length > MOST_LENGTH) return true
  if (next.text !== state.input.text) state.recalled = state.past.length
  state.input = next
  return true
}

/** Keys are the list's again; the query is kept among those of this screen. */
export function leaveTyping(state: Typing): void {
  remember(state)
  state.typing = false
}

function clearQuery(state: Typing): void {
  remember(state)
  state.input = textInput()
}

function remember(state: Typing): void {
  const query = state.input.text.trim()
  if (query !== '') state.past = [...state.past.filter((each) => each !== query), query].slice(-MOST_PAST)
  state.recalled = state.past.length
  state.draft = ''
}

function recall(state: Typing, to: number): void {
  if (to < 0) return
  if (state.recalled === state.past.length) state.draft = state.input.text
  state.recalled = to
  state.input = textInput(state.past[to] ?? state.draft)
}
