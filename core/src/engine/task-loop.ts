/** Work that waits: what changed on disk since the engine last looked. */
export interface Pending {
  /** The whole tree must be scanned again: which files changed is found by that, and not kept. */
  scan: boolean
  /** Every file must be parsed again, whatever the store knows. */
  fresh: boolean
  changed: Set<string>
  deleted: Set<string>
  /** Commits may have come or gone. */
  history: boolean
  /** Steps of open sessions must be compared with the evidence. */
  plan: boolean
}

export type Wish = Partial<{
  scan: boolean
  fresh: boolean
  changed: Iterable<string>
  deleted: Iterable<string>
  history: boolean
  plan: boolean
}>

export interface TaskLoop {
  /** Adds to what waits and starts the loop. Never throws. */
  wish(wish: Wish): void
  /** Resolves once nothing waits and nothing runs. */
  idle(): Promise<void>
  readonly busy: boolean
  /** Whether something waits for the next round. */
  readonly hasMore: boolean
  /** What the next round will be given. */
  readonly waiting: Readonly<Pending>
  /** Aborts what runs and takes no more. */
  stop(): Promise<void>
}

/**
 * Runs `work` with all that waits, one round at a time, until nothing is left. What comes in during a round waits for the
 * next. `work` must not throw: it reports its own faults.
 */
export function startTaskLoop(work: (pending: Pending, signal: AbortSignal) => Promise<void>): TaskLoop {
  const abort = new AbortController()
  let waiting = nothing()
  let running: Promise<void> | null = null

  async function drain(): Promise<void> {
    // `running` is set only after this returns, and wishes of one turn belong in one round.
    await Promise.resolve()
    while (!abort.signal.aborted && !isEmpty(waiting)) {
      const round = waiting
      waiting = nothing()
      await work(round, abort.signal)
    }
    running = null
  }

  return {
    wish(wish) {
      if (abort.signal.aborted) return
      add(waiting, wish)
      if (!isEmpty(waiting)) running ??= drain()
    },
    async idle() {
      while (running) await running
    },
    get busy() {
      return running !== null
    },
    get waiting() {
      return waiting
    },
    get hasMore() {
      return !isEmpty(waiting)
    },
    async stop() {
      abort.abort()
      while (running) await running
    },
  }
}

/** Looking at each of more files than this costs more than a scan. */
const MOST_PATHS = 20_000

function nothing(): Pending {
  return { scan: false, fresh: false, changed: new Set(), deleted: new Set(), history: false, plan: false }
}

function isEmpty(pending: Pending): boolean {
  const { scan, fresh, changed, deleted, history, plan } = pending
  return !scan && !fresh && !history && !plan && changed.size === 0 && deleted.size === 0
}

function add(pending: Pending, wish: Wish): void {
  pending.scan ||= wish.scan ?? false
  pending.fresh ||= wish.fresh ?? false
  pending.history ||= wish.history ?? false
  pending.plan ||= wish.plan ?? false
  for (const path of wish.changed ?? []) {
    pending.changed.add(path)
    pending.deleted.delete(path)
  }
  for (const path of wish.deleted ?? []) {
    pending.deleted.add(path)
    pending.changed.delete(path)
  }
  pending.scan ||= pending.changed.size + pending.deleted.size > MOST_PATHS
  if (!pending.scan) return
  pending.changed.clear()
  pending.deleted.clear()
}
