export interface Message {
  text: string
  kind: 'info' | 'error'
}

const SHOWN_MS = 6_000

/** What the status row says for a while. */
export function createMessage(changed: () => void) {
  let current: Message | null = null
  let timer: NodeJS.Timeout | null = null
  return {
    get current() {
      return current
    },
    say(text: string, kind: Message['kind'] = 'info'): void {
      current = { text: text.split('\n', 1)[0] ?? '', kind }
      if (timer) clearTimeout(timer)
      timer = setTimeout(() => {
        current = null
        changed()
      }, SHOWN_MS)
      changed()
    },
    /** What it was about is no longer shown; a fault still is one. */
    clear(): void {
      if (current?.kind === 'info') current = null
    },
    stop(): void {
      if (timer) clearTimeout(timer)
    },
  }
}
