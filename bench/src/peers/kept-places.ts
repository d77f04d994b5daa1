import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { PeerPlace } from '../analysis/peer-place.ts'
import type { BenchContext } from '../define-bench.ts'

/**
 * What a peer of a fixed version says of a corpus of a fixed version, asked once: jedi takes minutes. `key`
 * names both, and how the places are drawn; who changes that deletes the folder `places` of the cache.
 */
export async function keptPlaces(
  key: string,
  { cache, log }: BenchContext,
  ask: () => Promise<PeerPlace[]>,
): Promise<PeerPlace[]> {
  const file = join(cache, 'places', `${key.replace(/[^\w.]+/g, '-')}.json`)
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'))
  log(`asking for ${key}`)
  const places = await ask()
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, JSON.stringify(places))
  return places
}
