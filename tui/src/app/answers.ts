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
  ask<T>(slot: string, id: string, input: unknown, options?: { stale?: boolean }): T | undefined
  /** Everything may have changed: what is asked next is asked anew, and shown as it was until then. */
  forget(): void
  /** Why the last question of a slot has no answer; null while it may still have one. */
  faultOf(slot: string): string | null
  /** Whether a question is without an answer because it failed. */
  readonly failed: boolean
  /** Asks again, with the next frame, what failed. */
  retry(): void
  /** Requests on their way. */
  readonly pending: number
}

interface Slot {
  question: string
  epoch: number
  value: unknown
  valueOf: string
  abort: AbortController | null
  fault: string | null
}

export function createAnswers(options: {
  link: () => Link | null
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
    pending++
    try {
      const value = await link.request(id, input, { signal: abort.signal })
      if (abort.signal.aborted) return
      slot.value = value
      slot.valueOf = question
    } catch (fault) {
      if (abort.signal.aborted) return
      slot.fault = errorText(fault)
      options.failed(slot.fault)
    } finally {
      pending--
      options.changed()
    }
  }

  return {
    ask<T>(name: string, id: string, input: unknown, { stale = false } = {}): T | undefined {
      const question = `${id} ${JSON.stringify(input)}`
      let slot = slots.get(name)
      if (!slot) {
        slot = { question: '', epoch: -1, value: undefined, valueOf: '', abort: null, fault: null }
        slots.set(name, slot)
      }
      if ((slot.question !== question || slot.epoch !== epoch) && options.link()) {
        slot.question = question
        void fetch(slot, id, input)
      }
      return slot.valueOf === question || stale ? (slot.value as T | undefined) : undefined
    },
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
