import type { AnyPanel, AnyState } from './shown-panel.ts'

/** A place of the workspace that somebody was at: the panel, and of its state what says where in it. */
interface Spot {
  panel: AnyPanel
  state: Partial<AnyState>
}

export interface Jumps {
  readonly canGoBack: boolean
  readonly canGoForward: boolean
  /** Before a jump: what is shown is kept to come back to. */
  leave(from: { panel: AnyPanel; state: AnyState }): void
  /** The spot before, or after: what is shown is kept on the other side. Null when there is none. */
  step(by: -1 | 1, from: { panel: AnyPanel; state: AnyState }): Spot | null
}

/** Nobody goes back further. */
const MOST_SPOTS = 100

/** Spots to go back to and forward again, as a browser has them. */
export function createJumps(): Jumps {
  const before: Spot[] = []
  const after: Spot[] = []
  return {
    get canGoBack() {
      return before.length > 0
    },
    get canGoForward() {
      return after.length > 0
    },
    leave(from) {
      before.push(spotOf(from))
      if (before.length > MOST_SPOTS) before.shift()
      after.length = 0
    },
    step(by, from) {
      const [source, other] = by < 0 ? [before, after] : [after, before]
      const spot = source.pop()
      if (!spot) return null
      other.push(spotOf(from))
      return spot
    },
  }
}

function spotOf({ panel, state }: { panel: AnyPanel; state: AnyState }): Spot {
  const { selected, top, filter } = state
  return { panel, state: { selected, top, filter, ...panel.spot?.(state) } }
}
