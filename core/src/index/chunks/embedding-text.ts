import { hash } from 'node:crypto'
import type { Chunk, ChunkKey } from '../contract.ts'

const MOST_CHARACTERS = 900

/** What a chunk's vector is made from: its name, the name of its file, and how its text begins. Not the folder: a file that moves keeps its vectors. */
export function embeddingText({ name, text }: Chunk, path: string): string {
  const file = path.slice(path.lastIndexOf('/') + 1)
  return `${file} ${name}\n${text}`.slice(0, MOST_CHARACTERS)
}

export function chunkKey(chunk: Chunk, path: string): ChunkKey {
  return Number.parseInt(hash('sha1', embeddingText(chunk, path), 'hex').slice(0, 13), 16)
}
