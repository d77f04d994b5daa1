import type { Link } from '@tlc/core/link/contract'
import { errorText } from '@tlc/core/system/error'

/**
 * Answers to requests, each asked once and remembered while it is of use. What failed is asked again only when everything
 * may have changed, or by `retry`: panels ask with every frame, and a daemon in trouble is not helped by thirty a second.
 */
export interface Answers {
  /**
   * The answer, or `undefined` until it is there. `slot` names what it is for: a new question in a slot cancels the one
   * before, and until its answer comes `stale` gives the old one.
   */
  ask<T>(slot: string, id: string, input: unknown, options?: AskOptions<T>): T | undefined
  /** As `ask`, without asking: for what is only looked at between two frames. */
  recall<T>(slot: string, id: string, input: unknown, options?: AskOptions<T>): T | undefined
  /** Everything may have changed: what is asked next is asked anew, and shown as it was until then. */
  forget(): void
  /** Why the last question of a slot has no answer; null while it may still have one. */
  faultOf(slot: string): string | null
  /** Whether a question is without an answer because it failed. */
  readonly failed: boolean
  /** Asks again, with the next frame, what failed. */
  retry(): void
  /** Requests on their way that somebody waits for. */
  readonly pending: number
}

export interface AskOptions<T> {
  /** Gives the answer to the question before until there is one. */
  stale?: boolean
  /** Whoever asks shows a fault by itself: the status row does not. */
  quiet?: boolean
  /** An answer of which `until` is false is asked for again `afterMs` later, for as long as somebody asks. */
  renew?: { afterMs: number; until(answer: T): boolean }
  /** Nobody waits for it: it is asked once the rooms are there, and the workspace rests without its answer. */
  unawaited?: boolean
}

interface Slot {
  question: string
  epoch: number
  value: unknown
  valueOf: string
  abort: AbortController | null
  fault: string | null
  options: AskOptions<unknown>
  /** Until what is to be asked again is due. */
  timer: NodeJS.Timeout | null
  due: boolean
}

export function createAnswers(options: {
  link: () => Link | null
  /** Whether the rooms are there. */
  settled: () => boolean
  changed: () => void
  failed: (text: string) => void
}): Answers {
  const slots = new Map<string, Slot>()
  let epoch = 0
  let pending = 0

  async function fetch(slot: Slot, id: string, input: unknown): Promise<void> {
    const link = options.link()
    if (!link) return
    slot.abort?.abort()
    const abort = new AbortController()
    const { question } = slot
    slot.abort = abort
    slot.epoch = epoch
    slot.fault = null
    slot.due = false
    if (slot.timer) clearTimeout(slot.timer)
    slot.timer = null
    const awaited = slot.options.unawaited !== true
    if (awaited) pending++
    try {
      const value = await link.request(id, input, { signal: abort.signal })
      if (abort.signal.aborted) return
      slot.value = value
      slot.valueOf = question
      const { renew } = slot.options
      if (renew && !renew.until(value)) slot.timer = setTimeout(() => becomeDue(slot), renew.afterMs).unref()
    } catch (fault) {
      if (abort.signal.aborted) return
      slot.fault = errorText(fault)
      if (!slot.options.quiet) options.failed(slot.fault)
    } finally {
      if (awaited) pending--
      options.changed()
    }
  }

  function becomeDue(slot: Slot): void {
    slot.due = true
    options.changed()
  }

  function slotOf(name: string): Slot {
    let slot = slots.get(name)
    if (!slot) {
      slot = {
        question: '',
        epoch: -1,
        value: undefined,
        valueOf: '',
        abort: null,
        fault: null,
        options: {},
        timer: null,
        due: false,
      }
      slots.set(name, slot)
    }
    return slot
  }

  function known<T>(slot: Slot, question: string, stale: boolean): T | undefined {
    return slot.valueOf === question || stale ? (slot.value as T | undefined) : undefined
  }

  return {
    ask<T>(name: string, id: string, input: unknown, asked: AskOptions<T> = {}): T | undefined {
      const question = questionOf(id, input)
      const slot = slotOf(name)
      slot.options = asked as AskOptions<unknown>
      const isDue = slot.question !== question || slot.epoch !== epoch || slot.due
      if (isDue && options.link() && (!asked.unawaited || options.settled())) {
        slot.question = question
        void fetch(slot, id, input)
      }
      return known(slot, question, asked.stale ?? false)
    },
    recall: (name, id, input, { stale = false } = {}) => known(slotOf(name), questionOf(id, input), stale),
    forget() {
      epoch++
    },
    faultOf: (name) => slots.get(name)?.fault ?? null,
    get failed() {
      return [...slots.values()].some((slot) => slot.fault !== null)
    },
    retry() {
      for (const slot of slots.values()) if (slot.fault !== null) slot.epoch = -1
      options.changed()
    },
    get pending() {
      return pending
    },
  }
}

function questionOf(id: string, input: unknown): string {
  return `${id} ${JSON.stringify(input)}`
}
