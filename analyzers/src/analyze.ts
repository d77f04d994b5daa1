import type { FileBindings } from './bindings.ts'
import type { LanguageDefinition } from './define-language.ts'
import type { Rule } from './define-rule.ts'
import { createDetector } from './detect-language.ts'
import type { FileFacts, FindingFact, LanguageId, LineTokens, Severity } from './facts.ts'
import { highlight } from './highlight.ts'
import { languages as allLanguages } from './languages.generated.ts'
import { type LimitedFact, MAX_FACTS } from './limits.ts'
import { halsteadVolume } from './metrics/halstead.ts'
import { maintainabilityIndex } from './metrics/maintainability.ts'
import { kernelLanguage, readNotebook } from './notebook.ts'
import { bind } from './passes/bind.ts'
import { blocksOf } from './passes/blocks.ts'
import { collect } from './passes/collect.ts'
import { countLines, countPlainLines, makeLineTable, splitLines } from './passes/lines.ts'
import { createNameTable } from './passes/references.ts'
import { saysGenerated } from './rules/_paths.ts'
import { rules as allRules } from './rules.generated.ts'
import { fingerprint, runRules } from './run-rules.ts'
import { suppressionsOf } from './suppressions.ts'
import { startTreeSitter } from './syntax/binding.ts'
import { type Grammar, loadGrammar } from './syntax/grammar.ts'
import { createFlatParser, MAX_PARSE_MS, type ParsedFile } from './syntax/parse.ts'

export interface AnalyzerOptions {
  /** Bytes of a WebAssembly file by its name: `web-tree-sitter.wasm`, `tree-sitter-python/tree-sitter-python.wasm`. */
  wasm(file: string): Promise<Uint8Array>
  /** Other than those of the registries, for tests. */
  languages?: readonly LanguageDefinition<LanguageId>[]
  rules?: readonly Rule[]
}

export interface Analyzer {
  /** Loads grammars. One that cannot be loaded makes its files come back with a finding `analysis/failed`. */
  prepare(languages: Iterable<LanguageId>): Promise<void>
  /**
   * Facts of one file. Its language must have been prepared, or only its lines are counted. Never throws for what is in
   * the file: what cannot be analysed comes back with its lines and a finding `analysis/failed` that says why.
   */
  analyse(path: string, text: string): FileFacts
  /**
   * Colours of the lines `from` to `to`, counted from 1, both included; of a notebook, the lines of its code cells
   * joined. The parse of the last file is kept, so scrolling through one file parses it once.
   */
  tokens(path: string, text: string, range: { from: number; to: number }): LineTokens[]
  /**
   * Who is who in a file: each use of each name with what it is bound to. Null for a file that cannot be parsed, or whose
   * language has no rules for that. Of a notebook, the lines of its code cells joined.
   */
  bindings(path: string, text: string): FileBindings | null
  /** @param text of the file; a header, a notebook or a script without an extension is told by what is in it */
  languageOf(path: string, text?: string): LanguageId | null
  /** Bytes that the parser holds. They grow with the largest file, and are only given back with the thread. */
  parserBytes(): number
}

/** Source text in, facts out; the same text gives the same facts in every run. */
export async function createAnalyzer(options: AnalyzerOptions): Promise<Analyzer> {
  const languages = options.languages ?? allLanguages
  const rules = options.rules ?? allRules
  const binding = await startTreeSitter(() => options.wasm('web-tree-sitter.wasm'))
  const parser = createFlatParser(binding)
  const detector = createDetector(languages)
  const grammars = new Map<string, Grammar | { failed: string }>()
  const lineTable = makeLineTable()
  const names = createNameTable()
  let last: { path: string; text: string; parsed: ParsedFile } | null = null

  function languageOf(path: string, text = ''): LanguageId | null {
    return isNotebook(path) ? detector.named(kernelLanguage(text) ?? 'python') : detector.ofFile(path, text)
  }

  async function load(id: LanguageId): Promise<void> {
    const definition = languages.find((language) => language.id === id)
    if (!definition || grammars.has(id)) return
    try {
      grammars.set(id, await loadGrammar(definition, await options.wasm(definition.grammar)))
    } catch (error) {
      grammars.set(id, { failed: messageOf(error) })
    }
  }

  function analyse(path: string, text: string): FileFacts {
    const language = languageOf(path, text)
    if (!isNotebook(path)) return analyseCode(path, text, language)
    const notebook = readNotebook(text)
    if (!notebook) return degraded(text, null, 'Expected a Jupyter notebook, got a file that is none')
    return { ...analyseCode(path, notebook.text, language), cells: notebook.cells }
  }

  function analyseCode(path: string, text: string, language: LanguageId | null): FileFacts {
    const grammar = language === null ? undefined : grammars.get(language)
    if (language === null || !grammar) return degraded(text, language)
    if ('failed' in grammar) return degraded(text, language, grammar.failed)
    try {
      const parsed = parse(path, text, grammar)
      return typeof parsed === 'string' ? degraded(text, language, parsed) : factsOf(path, text, language, parsed)
    } catch (error) {
      last = null
      return degraded(text, language, messageOf(error))
    }
  }

  /** The tree, or the reason why there is none. */
  function parse(path: string, text: string, grammar: Grammar): ParsedFile | string {
    last = null
    // To the parser a NUL is the end of the text, which it then looks for again at every character that follows.
    if (text.includes('\0')) return 'Expected source text, got a file with NUL characters'
    splitLines(lineTable, text)
    const parsed = parser.parse(grammar, text, lineTable.starts, lineTable.startCount)
    if (!parsed) return `Parsing took longer than ${MAX_PARSE_MS / 1000} s and was given up`
    last = { path, text, parsed }
    return parsed
  }

  function factsOf(path: string, text: string, language: LanguageId, parsed: ParsedFile): FileFacts {
    names.begin()
    const { tree, grammar } = parsed
    const found = collect(parsed, names, lineTable)
    const counts = countLines(lineTable)
    for (const fn of found.functions) {
      fn.codeLines = lineTable.codeBefore[fn.endLine]! - lineTable.codeBefore[fn.line - 1]!
    }
    const volume = halsteadVolume({
      total: found.operators.total + found.literals.total + names.total(),
      distinct: found.operators.distinct + found.literals.distinct + names.distinct(),
    })
    // What a generator repeats is no copy that somebody made.
    const blocks = saysGenerated(text) ? [] : blocksOf(lineTable, text)
    const { leftOut } = found
    const cut = limited({
      symbols: found.symbols.length + leftOut.symbols,
      functions: found.functions.length + leftOut.functions,
      imports: found.imports.length + leftOut.imports,
      references: names.total(),
      blocks: blocks.length,
    })
    const facts = {
      language,
      ...counts,
      maintainability: maintainabilityIndex(volume, found.cyclomatic, counts.code),
      totals: {
        symbols: found.symbols.length,
        functions: found.functions.length,
        complexity: found.functions.reduce((most, { cyclomatic }) => Math.max(most, cyclomatic), 0),
      },
      symbols: found.symbols,
      functions: found.functions,
      references: names.table(tree, MAX_FACTS.references),
      imports: found.imports,
      blocks: blocks.slice(0, MAX_FACTS.blocks),
      syntaxErrors: parsed.syntaxErrors,
    }
    const line = (number: number) => lineText(text, number)
    const input = { path, language, tree, grammar, facts, line, suppressed: suppressionsOf(text, line) }
    const { findings, failed } = runRules(rules, input, found.rows)
    for (const { rule, message } of failed) findings.push(failure(`The rule ${rule} failed: ${message}`))
    if (cut) findings.unshift(cut)
    return { ...facts, findings }
  }

  /** The facts of a file without a tree: its lines alone. */
  function degraded(text: string, language: LanguageId | null, reason?: string): FileFacts {
    last = null
    return {
      language,
      ...countPlainLines(text),
      maintainability: null,
      totals: { symbols: 0, functions: 0, complexity: 0 },
      symbols: [],
      functions: [],
      references: { names: [], counts: new Uint32Array(0), positions: new Uint32Array(0) },
      imports: [],
      findings: reason === undefined ? [] : [failure(reason)],
      blocks: [],
      syntaxErrors: 0,
    }
  }

  function lineText(text: string, number: number): string {
    if (number < 1 || number > lineTable.startCount) return ''
    const end = number < lineTable.startCount ? lineTable.starts[number]! - 1 : text.length
    return text.slice(lineTable.starts[number - 1], end).replace(/\r$/, '')
  }

  function tokens(path: string, text: string, { from, to }: { from: number; to: number }): LineTokens[] {
    const language = languageOf(path, text)
    const grammar = language === null ? undefined : grammars.get(language)
    if (!grammar || 'failed' in grammar) return []
    const code = isNotebook(path) ? readNotebook(text)?.text : text
    if (code === undefined) return []
    const parsed = last?.path === path && last.text === code ? last.parsed : parse(path, code, grammar)
    return typeof parsed === 'string' ? [] : highlight(parsed.tree, grammar, Math.max(0, from - 1), to)
  }

  function bindings(path: string, text: string): FileBindings | null {
    const language = languageOf(path, text)
    const grammar = language === null ? undefined : grammars.get(language)
    if (language === null || !grammar || 'failed' in grammar) return null
    const code = isNotebook(path) ? readNotebook(text)?.text : text
    if (code === undefined) return null
    const parsed = parse(path, code, grammar)
    return typeof parsed === 'string' ? null : bind(parsed, language)
  }

  return {
    async prepare(wanted) {
      for (const id of wanted) await load(id)
    },
    analyse,
    tokens,
    bindings,
    languageOf,
    parserBytes: () => binding.HEAPU8.length,
  }
}

function isNotebook(path: string): boolean {
  return path.toLowerCase().endsWith('.ipynb')
}

function failure(message: string): FindingFact {
  return aboutFile('analysis/failed', 'warning', message)
}

/** Says what was cut; null when nothing was. */
function limited(totals: Record<LimitedFact, number>): FindingFact | null {
  const cut = (Object.keys(totals) as LimitedFact[])
    .filter((kind) => totals[kind] > MAX_FACTS[kind])
    .map((kind) => `${MAX_FACTS[kind]} of ${totals[kind]} ${kind}`)
  if (cut.length === 0) return null
  return aboutFile('analysis/limited', 'info', `The file holds more than is kept of one file: ${cut.join(', ')}`)
}

function aboutFile(rule: string, severity: Severity, message: string): FindingFact {
  const at = { line: 1, column: 1, endLine: 1, endColumn: 1 }
  return { ...at, rule, severity, message, cwe: [], fingerprint: fingerprint(rule, message, 0) }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
