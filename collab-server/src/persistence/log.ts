import { dirname } from 'node:path'
import type { LogFiles } from './log-files.ts'

/** Space taken in advance, so that a small record never meets a full disk and a sync writes no file size. */
const RESERVE = 64 * 1024

export interface LogOptions {
  first(): Uint8Array
  end?: number
  size?: number
}

/** One file of records that only grows. Writing is synchronous, syncing is shared by all who wait for it. */
export class Log {
  readonly path: string
  #files: LogFiles
  readonly #first: () => Uint8Array
  #file: number | null = null
  #end: number
  #reserved: number
  #synced: number
  #folderSynced = false
  #running: Promise<void> | null = null
  #next: Promise<void> | null = null

  /** `first` makes the record that a new file begins with; `end` is where the next one goes, `size` the bytes of the file. */
  constructor(files: LogFiles, path: string, { first, end = 0, size = 0 }: LogOptions) {
    this.#files = files
    this.path = path
    this.#first = first
    this.#end = end
    this.#synced = end
    this.#reserved = size
    this.#folderSynced = size > 0
  }

  get bytes(): number {
    return this.#end
  }

  /** Makes sure that `bytes` more can be written. Throws the system's error when they cannot. */
  reserve(bytes: number): void {
    const file = this.#begun()
    if (this.#end + bytes <= this.#reserved) return
    const wanted = Math.ceil((this.#end + bytes) / RESERVE) * RESERVE
    this.#files.write(file, new Uint8Array(wanted - this.#reserved), this.#reserved)
    this.#reserved = wanted
  }

  /** The record is with the operating system when this returns: it outlives the process. Throws the system's error. */
  append(record: Uint8Array): void {
    this.reserve(record.length)
    this.#files.write(this.#open(), record, this.#end)
    this.#end += record.length
  }

  /** Resolves when everything appended so far is on the disk. Calls that come together share one sync. */
  sync(): Promise<void> {
    if (this.#synced >= this.#end && !this.#running) return Promise.resolve()
    if (!this.#running) return this.#start()
    this.#next ??= this.#running
      .catch(() => {})
      .then(() => {
        this.#next = null
        return this.#start()
      })
    return this.#next
  }

  /** Whether the file that was opened is gone from its place; false while none was opened. */
  isGone(): boolean {
    return this.#file !== null && !this.#files.isAt(this.#file, this.path)
  }

  /** Closes the file once no sync needs it any more. */
  async close(): Promise<void> {
    while (this.#running) await this.#running.catch(() => {})
    if (this.#file !== null) this.#files.close(this.#file)
    this.#file = null
  }

  /** In one write, so that a process that dies never leaves a file of zeros or of nothing: what is one was lost by the disk. */
  #begun(): number {
    const file = this.#open()
    if (this.#end > 0) return file
    const first = this.#first()
    const start = new Uint8Array(Math.ceil(first.length / RESERVE) * RESERVE)
    start.set(first)
    try {
      this.#files.write(file, start, 0)
    } catch (thrown) {
      this.#files.close(file)
      this.#file = null
      this.#files.remove(this.path)
      throw thrown
    }
    this.#reserved = Math.max(this.#reserved, start.length)
    this.#end = first.length
    return file
  }

  #open(): number {
    this.#file ??= this.#openFile()
    return this.#file
  }

  #openFile(): number {
    const folder = dirname(this.path)
    // It was there when the daemon started.
    if (!this.#files.exists(folder)) this.#files.makeFolder(folder)
    return this.#files.open(this.path)
  }

  #start(): Promise<void> {
    const upTo = this.#end
    const running = this.#flush().then(
      () => {
        this.#synced = Math.max(this.#synced, upTo)
        this.#running = null
      },
      (thrown: unknown) => {
        this.#running = null
        throw thrown
      },
    )
    this.#running = running
    return running
  }

  async #flush(): Promise<void> {
    await this.#files.sync(this.#open())
    if (this.#folderSynced) return
    await this.#files.syncFolder(dirname(this.path))
    this.#folderSynced = true
  }
}
