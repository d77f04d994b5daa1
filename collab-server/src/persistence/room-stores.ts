import { join } from 'node:path'
import { parseRoom } from '@tlc/core/document/rooms'
import type * as Y from 'yjs'
import { bootId } from './boot-id.ts'
import { incidentText, type RoomIncident } from './incident.ts'
import { type LogFiles, realLogFiles } from './log-files.ts'
import { roomsOf } from './room-files.ts'
import { RoomStore } from './room-store.ts'
import { storageFault } from './storage-fault.ts'

export interface RoomStoresOptions {
  /** Folder of the logs and snapshots; made when it is missing. */
  folder: string
  files?: LogFiles
  now?(): number
  log(line: string): void
}

interface RunState {
  /** Identity of the machine's present boot. */
  boot: string
  clean: boolean
  /** Raised when the machine went down under a running daemon: what was on screens may not have reached the disk. */
  incarnation: number
}

/** The stores of all rooms of a project. */
export class RoomStores {
  /** What was damaged since the start, newest last. */
  readonly incidents: RoomIncident[] = []
  readonly #options: Required<RoomStoresOptions>
  readonly #open = new Map<string, RoomStore>()
  readonly #closing = new Map<string, Promise<void>>()
  readonly #listeners = new Set<(incident: RoomIncident) => void>()
  #run: RunState

  /** Rejects with `storage/…` when the folder cannot be made or written. */
  static async start(options: RoomStoresOptions): Promise<RoomStores> {
    try {
      const stores = new RoomStores({ files: realLogFiles, now: Date.now, ...options })
      stores.#options.files.makeFolder(options.folder)
      await stores.#stamp(false)
      return stores
    } catch (thrown) {
      throw storageFault(thrown)
    }
  }

  private constructor(options: Required<RoomStoresOptions>) {
    this.#options = options
    const last = readRun(options.files.read(join(options.folder, 'run.json')))
    const boot = bootId()
    const unsure = last !== null && !last.clean && last.boot !== boot
    this.#run = { boot, clean: false, incarnation: (last?.incarnation ?? 0) + (unsure ? 1 : 0) }
  }

  get(room: string): RoomStore | undefined {
    return this.#open.get(room)
  }

  /** Number that stands for the room's history; replicas of another number are thrown away. */
  epoch(room: string): number {
    const own = this.#open.get(room)?.epoch ?? 1
    // What clients wrote comes back from their replicas; what the server wrote and lost must go from them.
    return parseRoom(room)?.writer === 'server' ? this.#run.incarnation * 1_000_000 + own : own
  }

  /** Fills the empty document from snapshot and log. Rejects with `storage/…`: the room must then not be served. */
  async open(room: string, doc: Y.Doc): Promise<RoomStore> {
    await this.#closing.get(room)
    const { files, folder, now, log } = this.#options
    const store = new RoomStore({
      files,
      folder,
      room,
      now,
      onIncident: (incident) => this.#report(incident),
      onTrouble: (fault) => log(fault ? `storage: ${room}: ${fault.message}` : `storage: ${room}: saving works again`),
    })
    await store.load(doc)
    this.#open.set(room, store)
    return store
  }

  /** Whether the folder has files of a room, whose name is a short one. */
  isStored(room: string): boolean {
    return this.#stored().includes(room)
  }

  /** Ids of the sessions that have files in the folder. */
  sessions(): string[] {
    return this.#stored().flatMap((name) => {
      const room = parseRoom(name)
      return room?.kind === 'session' ? [room.id] : []
    })
  }

  #stored(): string[] {
    return roomsOf(this.#options.files.names(this.#options.folder))
  }

  async close(room: string): Promise<void> {
    const store = this.#open.get(room)
    if (!store) return
    this.#open.delete(room)
    const closing = store.close().finally(() => this.#closing.delete(room))
    this.#closing.set(room, closing)
    await closing
  }

  /** Saves and closes all; the next start then knows that nothing was lost. */
  async stop(): Promise<void> {
    const faulty = this.faults().length > 0
    await Promise.all([...this.#open.keys()].map((room) => this.close(room)))
    await Promise.all(this.#closing.values())
    if (!faulty) await this.#stamp(true).catch(() => {})
  }

  /** Rooms that cannot be saved at present, with the reason. */
  faults(): { room: string; code: string; message: string }[] {
    return [...this.#open].flatMap(([room, { fault }]) =>
      fault ? [{ room, code: fault.code, message: fault.message }] : [],
    )
  }

  logBytes(): number {
    return [...this.#open.values()].reduce((sum, { logBytes }) => sum + logBytes, 0)
  }

  onIncident(listener: (incident: RoomIncident) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #report(incident: RoomIncident): void {
    this.#options.log(`storage: ${incidentText(incident)}`)
    this.incidents.push(incident)
    for (const listener of this.#listeners) listener(incident)
  }

  async #stamp(clean: boolean): Promise<void> {
    this.#run = { ...this.#run, clean }
    const { files, folder } = this.#options
    await files.replace(join(folder, 'run.json'), [new TextEncoder().encode(`${JSON.stringify(this.#run)}\n`)])
  }
}

function readRun(bytes: Uint8Array | null): RunState | null {
  if (!bytes) return null
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as RunState
  } catch {
    // Half a file says no more than that a run did not end well.
    return { boot: '', clean: false, incarnation: Math.floor(Date.now() / 1000) }
  }
}
