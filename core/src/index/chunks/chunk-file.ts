import type { Chunk, IndexedFile, KnowledgeDocument } from '../contract.ts'
import { codeChunks } from './code-chunks.ts'
import { configurationChunks } from './configuration-chunks.ts'
import { formatOfPath, kindOfPath } from './kind-of-path.ts'
import { notebookChunks } from './notebook-chunks.ts'
import { outlineByLines } from './outline-by-lines.ts'
import { proseChunks } from './prose-chunks.ts'
import { SourceLines } from './source-lines.ts'

/** A file is cut into no more; what comes after is left out. */
const MOST_CHUNKS = 4_000
/** No line counts further than this. */
const MOST_TEXT = 16_000

/** What can be found in one file. Ranges are in lines of the file from 1; of a notebook, in lines of its code cells joined. */
export function chunkFile(file: IndexedFile, text: string): Chunk[] {
  const { path, language } = file
  const format = path.endsWith('.ipynb') ? 'notebook' : formatOfPath(path, language)
  const chunks = format === 'notebook' ? notebookChunks(file, text) : textChunks(file, new SourceLines(text), format)
  return bounded(chunks)
}

/** The same for knowledge that is no file; ranges are in lines of its text. */
export function chunkDocument({ id, kind, title, text }: KnowledgeDocument): Chunk[] {
  const chunks = proseChunks(`${id} ${title}`, kind, new SourceLines(text), 'markdown')
  const named = chunks.map((chunk) => ({ ...chunk, name: chunk.name === '' ? title : `${title} > ${chunk.name}` }))
  return bounded(named)
}

function bounded(chunks: Chunk[]): Chunk[] {
  return chunks
    .slice(0, MOST_CHUNKS)
    .map((chunk) => (chunk.text.length > MOST_TEXT ? { ...chunk, text: chunk.text.slice(0, MOST_TEXT) } : chunk))
}

function textChunks(
  { path, language, symbols }: IndexedFile,
  lines: SourceLines,
  format: ReturnType<typeof formatOfPath>,
): Chunk[] {
  const kind = kindOfPath(path, format)
  switch (format) {
    case 'code':
      return codeChunks(path, kind, language === '' ? outlineByLines(lines) : symbols, lines)
    case 'markdown':
    case 'rst':
      return proseChunks(path, kind, lines, format)
    case 'configuration':
      return configurationChunks(path, lines)
  }
}
