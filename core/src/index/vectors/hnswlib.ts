import { createRequire } from 'node:module'
import { errorText } from '../../system/error.ts'

/** The part of hnswlib-node that is used. It works on the calling thread but where it answers a promise. */
export interface HnswIndex {
  initIndex(options: { maxElements: number; m: number; efConstruction: number; randomSeed: number }): void
  resizeIndex(maxElements: number): void
  getMaxElements(): number
  getCurrentCount(): number
  addPoint(point: number[], label: number): void
  markDelete(label: number): void
  setEf(ef: number): void
  searchKnn(point: number[], count: number): { neighbors: number[] }
  /** Adding while it writes is a race; a disk that is full goes unnoticed. */
  writeIndex(path: string): Promise<boolean>
  /** Trusts what it reads: a file that somebody made to harm can harm. */
  readIndex(path: string): Promise<boolean>
}

export interface Hnswlib {
  HierarchicalNSW: new (space: 'ip', dimensions: number) => HnswIndex
}

let loaded: { library: Hnswlib | null; fault: string } | undefined

/** Null with the reason, for people, where it was left out or is not compiled. */
export function hnswlib(): { library: Hnswlib | null; fault: string } {
  loaded ??= load()
  return loaded
}

function load(): { library: Hnswlib | null; fault: string } {
  try {
    return { library: createRequire(import.meta.url)('hnswlib-node'), fault: '' }
  } catch (thrown) {
    const [what] = errorText(thrown).split('\n')
    return { library: null, fault: /bindings file/.test(what!) ? 'it is not compiled' : what! }
  }
}
