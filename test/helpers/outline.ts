import { type Analyzer, createAnalyzer } from '@tlc/analyzers/analyze'
import type { Rule } from '@tlc/analyzers/define-rule'
import type { FileFacts } from '@tlc/analyzers/facts'
import { readWasm } from '@tlc/analyzers/grammars'

/** An analyzer with real grammars; without rules unless told. */
export function analyzerWith(rules: readonly Rule[] = []): Promise<Analyzer> {
  return createAnalyzer({ wasm: readWasm, rules })
}

/** Facts of one text, its language prepared. */
export async function factsOf(analyzer: Analyzer, path: string, text: string): Promise<FileFacts> {
  const language = analyzer.languageOf(path, text)
  if (language) await analyzer.prepare([language])
  return analyzer.analyse(path, text)
}

/** `method Store.find 16-37 | public T find(…) | Finds one.`, the doc only where there is one, `-` before what is not exported. */
export function outline({ symbols }: FileFacts): string[] {
  return symbols.map(({ kind, container, name, line, endLine, exported, signature, doc }) => {
    const path = container === null ? name : `${container}.${name}`
    const text = doc === null ? '' : ` | ${doc.replace(/\n/g, '\\n')}`
    return `${exported ? '' : '-'}${kind} ${path} ${line}-${endLine} | ${signature}${text}`
  })
}

/** `4 node:path: join, sep` */
export function importLines({ imports }: FileFacts): string[] {
  return imports.map(({ line, module, names }) => `${line} ${module}: ${names.join(', ')}`)
}

/** `Store.find 17-37: cyclomatic 10, cognitive 15, nesting 2, 2 parameters, 21 lines` */
export function functionLines({ functions }: FileFacts): string[] {
  return functions.map((fn) => {
    const path = fn.container === null ? fn.name : `${fn.container}.${fn.name}`
    const figures = `cyclomatic ${fn.cyclomatic}, cognitive ${fn.cognitive}, nesting ${fn.nesting}`
    return `${path} ${fn.line}-${fn.endLine}: ${figures}, ${fn.parameters} parameters, ${fn.codeLines} lines`
  })
}

/** `line:column` of each use of a name. */
export function usesOf({ references }: FileFacts, name: string): string[] {
  const { names, counts, positions } = references
  const index = names.indexOf(name)
  if (index < 0) return []
  const from = counts.slice(0, index).reduce((sum, count) => sum + count, 0)
  return Array.from({ length: counts[index]! }, (_, i) => {
    const at = 2 * (from + i)
    return `${positions[at]}:${positions[at + 1]}`
  })
}
