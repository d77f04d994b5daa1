import { join } from 'node:path'
import { parseRoom } from '@tlc/core/document/rooms'
import type { TlcError } from '@tlc/core/system/error'
import * as Y from 'yjs'
import { Answers } from './answers.ts'
import type { RoomIncident } from './incident.ts'
import { Log } from './log.ts'
import type { LogFiles } from './log-files.ts'
import { isCrowded, rebuild } from './rebuild.ts'
import { encodeRecord, lostBytes, type RecordMeta, type Scan } from './record.ts'
import { earlierName, logName, logsOf, snapshotName } from './room-files.ts'
import { encodeSnapshot, type Snapshot } from './snapshot.ts'
import { storageFault } from './storage-fault.ts'
import { readStoredRoom, type StoredRoom } from './stored-room.ts'
import { unheard } from './unheard.ts'

/** Transactions with this origin bring back what is in the log already. */
export const REPLAY = Symbol('replay')

/** The log is folded into a snapshot beyond this, and beyond the size of the last snapshot. */
const FOLD_BYTES = 1024 * 1024
/** What nobody waits for is on the disk after this time. */
const SYNC_MS = 1_000
const FIRST_RETRY_MS = 250
const LAST_RETRY_MS = 5_000

export interface RoomStoreOptions {
  files: LogFiles
  folder: string
  room: string
  /** ms since the epoch. */
  now(): number
  onIncident(incident: RoomIncident): void
  /** Told when saving begins to fail (the fault) and when it works again (null). */
  onTrouble(fault: TlcError | null): void
}

/** Snapshot and log of one room. Everything that `durable` let through is there after a crash. */
export class RoomStore {
  /** Raised when something was lost that clients may hold; their replicas are then useless. */
  epoch = 1
  readonly #options: RoomStoreOptions
  #doc: Y.Doc | null = null
  #log: Log
  #generation = 0
  /** Of the snapshot on the disk; 0 before the first. */
  #folded = 0
  #snapshotBytes = 0
  /** Written by the server while the disk refused: still to be appended. */
  #waiting: Uint8Array[] = []
  #fault: TlcError | null = null
  #recovery = Promise.withResolvers<void>()
  /** The disk lost bytes behind our back: only a whole new snapshot helps. */
  #mustFold = false
  #retry: NodeJS.Timeout | null = null
  #soon: NodeJS.Timeout | null = null
  #folding: Promise<void> | null = null
  #foldBeyond = FOLD_BYTES
  /** Sync of the log that a fold is leaving. */
  #leaving: Promise<void> = Promise.resolve()
  #answers = new Answers()
  /** Appended by clients and not yet in the document. */
  readonly #pending = new Map<object, Uint8Array>()

  constructor(options: RoomStoreOptions) {
    this.#options = options
    this.#log = this.#logOf(0)
  }

  get fault(): TlcError | null {
    return this.#fault
  }

  get logBytes(): number {
    return this.#log.bytes
  }

  /** Fills an empty document. Throws `storage/damaged` rather than leaving it empty or half. */
  async load(doc: Y.Doc): Promise<void> {
    const { files, folder, room } = this.#options
    this.#doc = doc
    const incident = { room, at: this.#options.now(), lostBytes: 0, repaired: 0, kept: '' }
    const stored = readStoredRoom(files, folder, room)
    const { snapshot, isCut } = stored
    if (snapshot) this.#begin(snapshot, stored.snapshotBytes)
    if (stored.isMended) this.#noteMended(incident)
    const isServers = parseRoom(room)?.writer === 'server'
    const old = snapshot?.crowded && isServers ? new Y.Doc() : doc
    unheard(old, REPLAY, () => {
      if (snapshot) Y.applyUpdate(old, snapshot.state, REPLAY)
      for (const log of stored.logs) this.#replay(old, log, incident)
    })
    const isLost = incident.lostBytes > 0 || isCut
    const isDamaged = isLost || incident.repaired > 0
    if (isLost) dropPending(old)
    const isRebuilt = old !== doc && rebuild(old, doc, REPLAY)
    if (old !== doc && !isRebuilt) Y.applyUpdate(doc, Y.encodeStateAsUpdate(old), REPLAY)
    if (isServers && (isLost || isRebuilt)) this.epoch++
    if (isDamaged || isRebuilt) await this.#fold({ isNewLine: true })
    if (isDamaged) this.#options.onIncident(incident)
  }

  /** Makes sure that a small record will fit. Throws `storage/…` when nothing can be saved at present. */
  reserve(bytes: number): void {
    if (this.#fault) throw this.#fault
    try {
      this.#log.reserve(bytes)
    } catch (thrown) {
      throw this.#fail(thrown)
    }
  }

  /** A client's update, before it is applied under `owner`. Throws `storage/…`: then it must not be applied. */
  appendPending(owner: object, update: Uint8Array, meta: RecordMeta): void {
    if (this.#fault) throw this.#fault
    try {
      this.#write(encodeRecord({ meta, update }))
    } catch (thrown) {
      throw this.#fail(thrown)
    }
    this.#pending.set(owner, update)
  }

  /** The owner's update is in the document now, or will never be. */
  settle(owner: object): void {
    this.#pending.delete(owner)
    this.#foldIfLarge()
  }

  /** An update that is in the document already. Kept in memory and retried when the disk refuses; `durable` tells. */
  append(update: Uint8Array, meta: RecordMeta): void {
    if (meta.key !== undefined) this.#answers.remember(meta.key, meta.answer ?? 'null')
    const record = encodeRecord({ meta, update })
    if (this.#fault) {
      this.#waiting.push(record)
      return
    }
    try {
      this.#write(record)
    } catch (thrown) {
      this.#waiting.push(record)
      this.#fail(thrown)
    }
    this.#soon ??= setTimeout(() => {
      this.#soon = null
      this.durable().catch(() => {})
    }, SYNC_MS).unref()
    this.#foldIfLarge()
  }

  /** Resolves when everything appended so far survives a crash of the machine. Rejects with `storage/…`. */
  async durable(): Promise<void> {
    if (this.#fault) throw this.#fault
    try {
      await Promise.all([this.#leaving, this.#log.sync()])
      if (this.#isGone()) await this.#saveAnew()
    } catch (thrown) {
      // A failed sync may have dropped the pages: syncing again would wrongly succeed.
      this.#mustFold = true
      throw this.#fail(thrown)
    }
    if (this.#fault) throw this.#fault
  }

  /** The answer, as JSON, of an intent that was carried out under this key before. */
  answerTo(key: string): string | undefined {
    return this.#answers.get(key)
  }

  /** Resolves once saving works; at once when it does. */
  async recovered(): Promise<void> {
    if (this.#fault) await this.#recovery.promise
  }

  /** Saves what is left, as far as the disk takes it, and closes the file. */
  async close(): Promise<void> {
    if (this.#retry) clearTimeout(this.#retry)
    if (this.#fault) await this.#recover().catch(() => {})
    if (this.#soon) clearTimeout(this.#soon)
    await this.#folding?.catch(() => {})
    if (!this.#fault) await this.durable().catch(() => {})
    if (this.#retry) clearTimeout(this.#retry)
    await this.#log.close()
    this.#doc = null
  }

  #begin({ epoch, generation, answers }: Snapshot, bytes: number): void {
    this.epoch = epoch
    this.#generation = generation
    this.#folded = generation
    this.#snapshotBytes = bytes
    this.#answers = new Answers(answers)
    this.#log = this.#logOf(generation)
  }

  #noteMended(incident: RoomIncident): void {
    const path = this.#path(snapshotName)
    incident.repaired++
    const bytes = this.#options.files.read(path)
    if (bytes) this.#keep(path, bytes, incident)
  }

  #replay(doc: Y.Doc, { generation, path, bytes, scan }: StoredRoom['logs'][number], incident: RoomIncident): void {
    const unusable = this.#apply(doc, scan)
    this.#generation = generation
    this.#log = this.#logOf(generation, { end: scan.end, size: bytes.length })
    if (scan.damage.length === 0 && unusable === 0) return
    incident.repaired += scan.damage.filter(({ repaired }) => repaired).length
    incident.lostBytes += unusable + lostBytes(scan.damage)
    this.#keep(path, bytes, incident)
  }

  #keep(path: string, bytes: Uint8Array, incident: RoomIncident): void {
    incident.kept = `${path}.damaged-${incident.at}`
    this.#options.files.keep(incident.kept, bytes)
  }

  /** Returns the bytes of updates that verified and still could not be applied. */
  #apply(doc: Y.Doc, scan: Scan): number {
    let unusable = 0
    doc.transact(() => {
      for (const { meta, update } of scan.records) {
        if (meta.key !== undefined) this.#answers.remember(meta.key, meta.answer ?? 'null')
        if (update.length === 0) continue
        try {
          Y.applyUpdate(doc, update, REPLAY)
        } catch {
          unusable += update.length
        }
      }
    }, REPLAY)
    return unusable
  }

  #write(record: Uint8Array): void {
    this.#log.append(record)
  }

  #foldIfLarge(): void {
    if (this.#folding || this.#fault || this.#log.bytes < Math.max(this.#foldBeyond, this.#snapshotBytes)) return
    this.#fold().catch(() => {
      // The log still works; folding is tried again when it has doubled.
      this.#foldBeyond = this.#log.bytes * 2
    })
  }

  // `git clean -x` takes the whole folder away under a running daemon. What was durable is so only in memory then.
  #isGone(): boolean {
    if (this.#log.bytes > 0 && this.#log.isGone()) return true
    return this.#snapshotBytes > 0 && !this.#options.files.exists(this.#path(snapshotName))
  }

  async #saveAnew(): Promise<void> {
    const { files, folder } = this.#options
    await this.#folding?.catch(() => {})
    if (!this.#isGone()) return
    files.makeFolder(folder)
    await this.#fold({ isNewLine: true })
  }

  /**
   * Turns to a new log, then replaces the snapshot by the state of this moment. The snapshot before it and the logs since
   * then are kept until the next time, unless the new state does not follow from them: `isNewLine`.
   */
  #fold({ isNewLine = false } = {}): Promise<void> {
    this.#folding ??= this.#foldNow(isNewLine).finally(() => {
      this.#folding = null
    })
    return this.#folding
  }

  async #foldNow(isNewLine: boolean): Promise<void> {
    const { files, folder, room } = this.#options
    const doc = this.#doc
    if (!doc) return
    const old = this.#log
    const generation = this.#generation + 1
    this.#log = this.#nextLog(generation)
    this.#generation = generation
    const state = Y.encodeStateAsUpdate(doc)
    this.#leaving = old.sync()
    let hasEarlier = false
    try {
      const answers = this.#answers.entries()
      const parts = encodeSnapshot({ room, epoch: this.epoch, generation, answers, crowded: isCrowded(doc), state })
      const [isLeft] = await Promise.all([isKept(this.#leaving), this.#log.sync()])
      hasEarlier = !isNewLine && isLeft && this.#keepEarlier()
      if (!hasEarlier) files.remove(this.#path(earlierName))
      await files.replace(this.#path(snapshotName), parts)
    } catch (thrown) {
      await old.close()
      throw thrown
    }
    // The snapshot holds whatever a failed sync of the old log lost.
    this.#leaving = Promise.resolve()
    this.#foldBeyond = FOLD_BYTES
    this.#snapshotBytes = state.length
    await old.close()
    const oldest = hasEarlier ? this.#folded : generation
    this.#folded = generation
    for (const older of logsOf(files.names(folder), room)) {
      if (older < oldest) files.remove(this.#logPath(older))
    }
  }

  /** Whether the logs that are there, and the snapshot that they follow, lead to the present state. */
  #keepEarlier(): boolean {
    if (this.#folded > 0) return this.#options.files.link(this.#path(snapshotName), this.#path(earlierName))
    this.#options.files.remove(this.#path(earlierName))
    return true
  }

  /** A log that begins with what clients appended to the old one and the document does not hold yet. */
  #nextLog(generation: number): Log {
    const { files, now } = this.#options
    const next = this.#logOf(generation)
    const meta = { author: 'server', at: now() }
    try {
      next.reserve(0)
      for (const update of this.#pending.values()) next.append(encodeRecord({ meta, update }))
    } catch (thrown) {
      void next.close()
      files.remove(next.path)
      throw thrown
    }
    return next
  }

  #fail(thrown: unknown): TlcError {
    const fault = storageFault(thrown)
    if (!this.#fault) this.#options.onTrouble(fault)
    this.#fault = fault
    if (!this.#retry) this.#retryIn(FIRST_RETRY_MS)
    return fault
  }

  #retryIn(ms: number): void {
    this.#retry = setTimeout(async () => {
      this.#retry = null
      try {
        await this.#recover()
      } catch (thrown) {
        this.#fault = storageFault(thrown)
        this.#retryIn(Math.min(ms * 2, LAST_RETRY_MS))
        return
      }
      this.#fault = null
      this.#recovery.resolve()
      this.#recovery = Promise.withResolvers()
      this.#options.onTrouble(null)
    }, ms)
    this.#retry.unref()
  }

  async #recover(): Promise<void> {
    if (this.#mustFold) {
      await this.#folding?.catch(() => {})
      await this.#fold({ isNewLine: true })
      this.#mustFold = false
      // The snapshot holds what was waiting: it had been applied before.
      this.#waiting = []
      return
    }
    this.#log.reserve(1)
    while (this.#waiting.length > 0) {
      this.#write(this.#waiting[0]!)
      this.#waiting.shift()
    }
    await this.#log.sync()
  }

  #logOf(generation: number, written: { end?: number; size?: number } = {}): Log {
    const { files, room, now } = this.#options
    const first = () =>
      encodeRecord({ meta: { author: 'server', at: now(), room, generation }, update: new Uint8Array(0) })
    return new Log(files, this.#logPath(generation), { first, ...written })
  }

  #logPath(generation: number): string {
    return this.#path((room) => logName(room, generation))
  }

  #path(name: (room: string) => string): string {
    return join(this.#options.folder, name(this.#options.room))
  }
}

function isKept(sync: Promise<void>): Promise<boolean> {
  return sync.then(
    () => true,
    () => false,
  )
}

// Updates that build on a lost one would wait for it for ever and hide what comes after them.
function dropPending(doc: Y.Doc): void {
  doc.store.pendingStructs = null
  doc.store.pendingDs = null
}
