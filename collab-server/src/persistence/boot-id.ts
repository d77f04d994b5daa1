import { readFileSync } from 'node:fs'
import { uptime } from 'node:os'

/** Changes when the machine starts anew: only then can written bytes be missing that were not synced. */
export function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  } catch {
    // Minutes, because the clock and the uptime are not read at the same moment.
    return String(Math.round((Date.now() / 1000 - uptime()) / 60))
  }
}
