import type { Chunk } from '@tlc/core/index/contract'
import type { FileToIndex } from '@tlc/core/index/segment/segment-builder'

/** A chunk of code, with what the test says of it. */
export function aChunk(over: Partial<Chunk> = {}): Chunk {
  return {
    kind: 'code',
    startLine: 1,
    endLine: 5,
    name: 'read_config',
    symbolKind: 'function',
    exported: true,
    depth: 0,
    text: 'def read_config(path):\n  return parse(open(path))',
    context: 'src config read_config',
    ...over,
  }
}

/** A file with one chunk a given text, named after its place. */
export function aFile(path: string, chunks: Partial<Chunk>[], over: Partial<FileToIndex> = {}): FileToIndex {
  return {
    path,
    hash: hashOf(path),
    language: 'python',
    flags: 0,
    chunks: chunks.map((chunk, i) => aChunk({ startLine: i * 10 + 1, endLine: i * 10 + 5, ...chunk })),
    keys: chunks.map((_, i) => keyOf(path, i)),
    ...over,
  }
}

export function hashOf(path: string): string {
  return Buffer.from(path).toString('hex').padEnd(40, '0').slice(0, 40)
}

export function keyOf(path: string, chunk: number): number {
  return Number.parseInt(hashOf(path).slice(0, 10), 16) + chunk
}
