const KEPT = 500

/** Idempotency key → the answer, as JSON, that was given to the intent under it; the newest of them. */
export class Answers {
  readonly #byKey: Map<string, string>

  constructor(entries: Iterable<readonly [string, string]> = []) {
    this.#byKey = new Map(entries)
  }

  get(key: string): string | undefined {
    return this.#byKey.get(key)
  }

  remember(key: string, answer: string): void {
    this.#byKey.delete(key)
    this.#byKey.set(key, answer)
    if (this.#byKey.size > KEPT) this.#byKey.delete(this.#byKey.keys().next().value!)
  }

  /** Newest last. */
  entries(): [string, string][] {
    return [...this.#byKey]
  }
}
