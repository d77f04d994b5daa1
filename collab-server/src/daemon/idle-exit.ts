/** Calls `stop` after `minutes` without clients and without work. 0 minutes: never. */
export function exitWhenIdle(options: {
  minutes: number
  clients(): number
  onClients(listener: (count: number) => void): void
  /** Resolves when the engine has nothing to do. */
  idle(): Promise<void>
  stop(): void
}): { cancel(): void } {
  const { minutes, clients, onClients, idle, stop } = options
  let timer: NodeJS.Timeout | null = null
  let cancelled = minutes <= 0
  const cancel = () => {
    if (timer) clearTimeout(timer)
    timer = null
  }
  const arm = () => {
    cancel()
    if (cancelled || clients() > 0) return
    timer = setTimeout(() => void expire(), minutes * 60_000)
    timer.unref()
  }
  const expire = async () => {
    const before = timer
    await idle().catch(() => {})
    // Somebody may have come while the engine finished.
    if (!cancelled && timer === before && clients() === 0) stop()
  }
  onClients(arm)
  arm()
  return {
    cancel() {
      cancelled = true
      cancel()
    },
  }
}
