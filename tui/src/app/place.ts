import type { PresenceState } from '@tlc/core/document/records'
import type { Link } from '@tlc/core/link/contract'

/** The server takes ten states a second at most; a place that somebody only passes through is nobody's business. */
const SETTLED_MS = 150

/** Tells the others where this screen is, once it stays there. */
export function announcePlace() {
  let told = ''
  let timer: NodeJS.Timeout | null = null
  return {
    update(link: Link | null, place: NonNullable<PresenceState['place']>): void {
      const text = JSON.stringify(place)
      if (!link || text === told) return
      told = text
      if (timer) clearTimeout(timer)
      timer = setTimeout(() => link.presence.set({ client: 'terminal', place }), SETTLED_MS)
      timer.unref()
    },
    stop(): void {
      if (timer) clearTimeout(timer)
    },
  }
}
