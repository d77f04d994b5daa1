import { hash } from 'node:crypto'
import type { Chunk } from '../contract.ts'
export function embeddingText(chunk: Chunk, path: string): string {
  return `${path.split('/').pop()} ${chunk.name}\n${chunk.text}`.slice(0, 900)
}
export function chunkKey(chunk: Chunk, path: string): number {
  return Number.parseInt(hash('sha1', embeddingText(chunk, path), 'hex').slice(0, 13), 16)
}
