import type { SymbolKind } from '@tlc/analyzers/facts'
import type { KnowledgeKind } from '../contract.ts'

// Stored by number: new ones are appended, none is ever removed or moved.

export const KINDS: readonly KnowledgeKind[] = [
  'code',
  'test',
  'documentation',
  'example',
  'configuration',
  'commit',
  'message',
  'fix',
  'page',
  'package',
]

/** The first stands for a chunk that is no definition. */
export const SYMBOL_KINDS: readonly (SymbolKind | null)[] = [
  null,
  'class',
  'interface',
  'struct',
  'enum',
  'trait',
  'type',
  'function',
  'method',
  'constructor',
  'property',
  'field',
  'variable',
  'constant',
  'module',
  'namespace',
  'macro',
  'enum-member',
]

const OF_FILES: ReadonlySet<KnowledgeKind> = new Set(['code', 'test', 'documentation', 'example', 'configuration'])

/** Whether a hit of this kind is a place in a file of the project; its path is an id otherwise. */
export function isOfFile(kind: KnowledgeKind): boolean {
  return OF_FILES.has(kind)
}
