import { connect } from 'node:net'
import { DatabaseSync } from 'node:sqlite'

export interface Lock {
  release(): void
}

const PATIENCE_MS = 10_000
const AGAIN_MS = 25
const MOST_LOOKS = 20

/**
 * Takes the project once no other daemon has it. Null as soon as another one takes connections, so whoever waits for the
 * caller can turn to that one; one that is ending or dying is waited for.
 */
export async function takeProject(path: string, socket: string): Promise<Lock | null> {
  const until = performance.now() + PATIENCE_MS
  for (let looks = 0; ; ) {
    const lock = takeLock(path)
    const isServed = await isListening(socket)
    if (lock && !isServed) return lock
    lock?.release()
    // One without its lock is dying and gone at the next look, or its lock file was removed and it lives on.
    if (lock ? ++looks > MOST_LOOKS : isServed || performance.now() > until) return null
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
  }
}

/**
 * Takes the project for this process, or returns null when another holds it. An exclusive SQLite transaction is a lock of
 * the operating system on the file: it ends with the process, whatever ends it, so no lock is ever stale.
 */
export function takeLock(path: string): Lock | null {
  const database = new DatabaseSync(path)
  try {
    database.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE')
  } catch (thrown) {
    database.close()
    if (isBusy(thrown)) return null
    throw thrown
  }
  return { release: () => database.close() }
}

function isBusy(thrown: unknown): boolean {
  const SQLITE_BUSY = 5
  return thrown instanceof Error && 'errcode' in thrown && thrown.errcode === SQLITE_BUSY
}

function isListening(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(socket)
    probe.once('connect', () => {
      probe.destroy()
      resolve(true)
    })
    probe.once('error', () => resolve(false))
  })
}
