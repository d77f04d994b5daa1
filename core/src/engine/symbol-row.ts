import type { Definition } from '../store/queries/definitions-by-name.ts'
import type { SymbolRow } from './answers.ts'

/** A stored definition as clients see it. */
export function symbolRow({ path, language, symbol }: Pick<Definition, 'path' | 'language' | 'symbol'>): SymbolRow {
  const { name, kind, nameLine, nameColumn, endLine, container, signature } = symbol
  return { path, language, name, kind, line: nameLine, column: nameColumn, endLine, container, signature }
}
