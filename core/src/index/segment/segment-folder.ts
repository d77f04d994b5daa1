import { join } from 'node:path'
import { errorText, TlcError } from '../../system/error.ts'
import type { System } from '../../system/system.ts'
import { writeFileAtomically } from '../../system/write-file-atomically.ts'
import type { Segment } from './segment.ts'
import { decodeSegment, encodeSegment } from './segment-file.ts'
import type { SegmentSet } from './segment-set.ts'

interface Manifest {
  version: 1
  next: number
  /** In the order in which they replace each other's files; `dead` are numbers of files. */
  segments: { file: string; dead: number[] }[]
}

const MANIFEST = 'manifest.json'
/** Segments, and what a crash left of a write. */
const OURS = /^(?:segment-\d+\.tlcx|manifest\.json\.)/

/** The files of one index. A crash leaves the last state that was saved. */
export class SegmentFolder {
  readonly #system: Pick<System, 'files' | 'random'>
  readonly #folder: string
  readonly #names = new Map<Segment, string>()
  #next = 1
  #last: Promise<void> = Promise.resolve()

  constructor(system: Pick<System, 'files' | 'random'>, folder: string) {
    this.#system = system
    this.#folder = folder
  }

  /** Fills the set with what is good; answers what was not, for people, or ''. What was lost is indexed again. */
  async load(set: SegmentSet): Promise<string> {
    await this.#system.files.makeFolder(this.#folder, { mode: 0o700 })
    const path = join(this.#folder, MANIFEST)
    if ((await this.#system.files.stat(path)) === null) return ''
    let manifest: Manifest
    try {
      manifest = readManifest(await this.#system.files.readText(path))
    } catch (fault) {
      return `The list of the index was damaged (${errorText(fault)}); everything is indexed again.`
    }
    this.#next = manifest.next
    const lost: string[] = []
    let isForeign = false
    for (const { file, dead } of manifest.segments) {
      try {
        const segment = set.restore(decodeSegment(await this.#system.files.read(join(this.#folder, file))), dead)
        this.#names.set(segment, file)
      } catch (fault) {
        if (fault instanceof TlcError && fault.code === 'index/foreign') isForeign = true
        else lost.push(`${file}: ${errorText(fault)}`)
      }
    }
    const told = isForeign ? ['The index is of another version of tlc and is made again.'] : []
    if (lost.length > 0) told.push(`Parts of the index are made again: ${lost.join(' ')}`)
    return told.join(' ')
  }

  /**
   * Writes what is new, then the list, then removes what is on it no more. One save at a time: another would take what this
   * one has just written for a rest. Rejects with `TlcError` `file/…`.
   */
  save(set: SegmentSet): Promise<void> {
    const saved = this.#last.then(() => this.#write(set))
    this.#last = saved.catch(() => {})
    return saved
  }

  async #write(set: SegmentSet): Promise<void> {
    // Somebody may have deleted it meanwhile.
    await this.#system.files.makeFolder(this.#folder, { mode: 0o700 })
    const listed = [...set.segments()]
    for (const segment of listed) {
      if (this.#names.has(segment)) continue
      const name = `segment-${this.#next++}.tlcx`
      await writeFileAtomically(this.#system, join(this.#folder, name), Buffer.concat(encodeSegment(segment.data)))
      this.#names.set(segment, name)
    }
    const segments = listed.map((segment) => ({ file: this.#names.get(segment)!, dead: deadFiles(segment) }))
    const manifest: Manifest = { version: 1, next: this.#next, segments }
    await writeFileAtomically(this.#system, join(this.#folder, MANIFEST), JSON.stringify(manifest))
    for (const segment of this.#names.keys()) if (!listed.includes(segment)) this.#names.delete(segment)
    await this.#sweep(new Set(segments.map(({ file }) => file)))
  }

  async #sweep(keep: Set<string>): Promise<void> {
    for (const { name } of await this.#system.files.list(this.#folder)) {
      if (OURS.test(name) && !keep.has(name)) await this.#system.files.remove(join(this.#folder, name))
    }
  }
}

function readManifest(text: string): Manifest {
  const manifest = JSON.parse(text) as Partial<Manifest> | null
  const whole =
    manifest?.version === 1 &&
    Number.isInteger(manifest.next) &&
    Array.isArray(manifest.segments) &&
    manifest.segments.every(({ file, dead }) => /^segment-\d+\.tlcx$/.test(file) && dead.every(Number.isInteger))
  if (!whole) throw new TlcError('index/damaged', 'Expected a list of segments of version 1.')
  return manifest as Manifest
}

function deadFiles(segment: Segment): number[] {
  const dead: number[] = []
  segment.alive.forEach((alive, file) => {
    if (alive === 0) dead.push(file)
  })
  return dead
}
