/** What a terminal sends around pasted text (bracketed paste, DEC private mode 2004). */
const BEGIN = '\x1b[200~'
const END = '\x1b[201~'
export const PASTE_ON = '\x1b[?2004h'
export const PASTE_OFF = '\x1b[?2004l'

/** So long without a part, and what came is all: an end that gets lost must not swallow every key after it. */
const LOST_MS = 1_000

/**
 * Gathers pasted text out of the keys that it comes as. `take` gets the bytes of each key and is true when they belong to a
 * paste; `pasted` gets the whole text, lines ended by `\n`.
 */
export function createPasteGatherer(pasted: (text: string) => void): { take(sequence: string): boolean } {
  let parts: string[] | null = null
  let timer: NodeJS.Timeout | null = null

  function wait(): void {
    if (timer) clearTimeout(timer)
    timer = setTimeout(finish, LOST_MS).unref()
  }

  function finish(): void {
    const text = (parts ?? []).join('').replace(/\r\n?/g, '\n')
    parts = null
    if (timer) clearTimeout(timer)
    timer = null
    if (text !== '') pasted(text)
  }

  return {
    take(sequence) {
      if (sequence === BEGIN) {
        parts ??= []
        wait()
        return true
      }
      if (parts === null) return sequence === END
      if (sequence === END) finish()
      else {
        parts.push(sequence)
        wait()
      }
      return true
    },
  }
}

export function isPasteMark(sequence: string): boolean {
  return sequence === BEGIN || sequence === END
}

/** Pasted text as a prompt of one line takes it: line ends and tabs as blanks, without what commands a terminal. */
export function pastedLine(text: string): string {
  return text
    .replace(/[\n\t]+/g, ' ')
    .replace(/\p{Cc}/gu, '')
    .trim()
}
