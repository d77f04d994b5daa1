import type { IndexProgress } from '@tlc/core/index/contract'

/** What a notification says of a call that waits. */
export interface Progress {
  progress: number
  total: number
  message: string
}

const EVERY_MS = 500

/**
 * While a call runs, tells how far the project is that it waits for: at most twice a second, and only when it got
 * further. Returns what ends it.
 */
export function reportProgress(options: {
  asked(): Promise<IndexProgress>
  send(progress: Progress): Promise<void>
}): () => void {
  let told = -1
  let ended = false
  const timer = setInterval(() => void tell().catch(() => {}), EVERY_MS)

  async function tell(): Promise<void> {
    const { files, pendingFiles } = await options.asked()
    if (ended || files <= told) return
    told = files
    const total = files + pendingFiles
    await options.send({ progress: files, total, message: `${files} of ${total} files are searchable` })
  }

  return () => {
    ended = true
    clearInterval(timer)
  }
}
