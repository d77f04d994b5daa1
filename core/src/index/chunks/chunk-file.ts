import type { Chunk, IndexedFile, KnowledgeDocument } from '../contract.ts'

/** Stands in until the real chunker is here. */
export function chunkFile(file: IndexedFile, text: string): Chunk[] {
  const lines = text.split('\n')
  const chunks: Chunk[] = []
  const covered = new Uint8Array(lines.length + 2)
  for (const symbol of file.symbols) {
    if (symbol.endLine - symbol.line < 2) continue
    for (let i = symbol.line; i <= symbol.endLine; i++) covered[i] = 1
    const isContainer = ['class', 'interface', 'struct', 'trait', 'module', 'namespace'].includes(symbol.kind)
    chunks.push({
      kind: 'code',
      startLine: symbol.line,
      endLine: symbol.endLine,
      name: symbol.container ? `${symbol.container}.${symbol.name}` : symbol.name,
      symbolKind: symbol.kind,
      exported: symbol.exported,
      depth: symbol.container ? symbol.container.split('.').length : 0,
      text: isContainer
        ? `${symbol.signature}\n${symbol.doc ?? ''}\n${file.symbols
            .filter((s) => s.container === symbol.name)
            .map((s) => s.signature)
            .join('\n')}`
        : lines.slice(symbol.line - 1, symbol.endLine).join('\n'),
      context: `${file.path} ${symbol.container ?? ''} ${symbol.name}`,
    })
  }
  for (let i = 1; i <= lines.length; i++) {
    if (covered[i]) continue
    let end = i
    let size = 0
    while (end <= lines.length && !covered[end] && size < 1000) size += lines[end++ - 1]!.length + 1
    const body = lines.slice(i - 1, end - 1).join('\n')
    if (body.trim() !== '')
      chunks.push({
        kind: /\.(md|rst|txt)$/.test(file.path) ? 'documentation' : 'code',
        startLine: i,
        endLine: end - 1,
        name: '',
        symbolKind: null,
        exported: false,
        depth: 0,
        text: body,
        context: file.path,
      })
    i = end - 1
  }
  return chunks
}

export function chunkDocument(document: KnowledgeDocument): Chunk[] {
  return [
    {
      kind: document.kind,
      startLine: 1,
      endLine: document.text.split('\n').length,
      name: document.title,
      symbolKind: null,
      exported: false,
      depth: 0,
      text: document.text,
      context: document.title,
    },
  ]
}
