import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Row, readRows } from './vector-cache.ts'

/** Of a perturbation, against the vector's own length of 1: the cosine to where it came from is about 0.9. */
const PERTURBATION = 0.5

/** The vectors of chunks that earlier benches embedded, each text once, in a mixed order that is the same each time. */
export function realVectors(folder: string, dimensions: number): Float32Array[] {
  const rows = new Map<number, Row>()
  for (const name of existsSync(folder) ? readdirSync(folder).sort() : []) {
    for (const row of readRows(join(folder, name), dimensions)) rows.set(row.key, row)
  }
  return [...rows.values()]
    .sort((a, b) => (a.key % 99_991) - (b.key % 99_991) || a.key - b.key)
    .map(({ scale, values }) => unit(Float32Array.from(values, (value) => value * scale)))
}

/** Any number of vectors: the real ones, then perturbed copies of them. */
export function* manyVectors(
  real: readonly Float32Array[],
  count: number,
  random: () => number,
): Generator<Float32Array> {
  for (let n = 0; n < count; n++) {
    const one = real[n % real.length]!
    yield n < real.length ? one : perturbed(one, random)
  }
}

/** A unit vector near this one; `random` from 0 to 1. */
export function perturbed(vector: Float32Array, random: () => number): Float32Array {
  // Of this width evenly spread numbers have the variance 1.
  const width = PERTURBATION * Math.sqrt(12 / vector.length)
  const moved = new Float32Array(vector.length)
  for (let i = 0; i < vector.length; i++) moved[i] = vector[i]! + width * (random() - 0.5)
  return unit(moved)
}

/** The same numbers for the same seed. (mulberry32, public domain, Tommy Ettinger.) */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

function unit(vector: Float32Array): Float32Array {
  let squares = 0
  for (const value of vector) squares += value * value
  const length = Math.sqrt(squares)
  return vector.map((value) => value / length)
}
