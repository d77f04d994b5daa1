import type { BlockFact, FileFacts, FunctionFact, ImportFact, LanguageId, Severity, Span } from './facts.ts'
import type { SyntaxNode } from './syntax/node.ts'

/** What the rules' handlers are called for, in words that hold for every language. */
export type NodeKind = 'call' | 'catch' | 'string' | 'comment' | 'assignment' | 'block' | 'jump'

/**
 * Parts of a node in neutral words. `call`: callee, receiver, arguments. `catch`: body, type. `assignment`: name, value.
 * Any other word is looked up as a field of the grammar.
 */
export type NodeField = 'callee' | 'receiver' | 'arguments' | 'body' | 'type' | 'name' | 'value'

export interface RuleContext {
  readonly path: string
  readonly language: LanguageId
  readonly source: string
  /** All facts of the file but its findings; complete before the first handler runs. */
  readonly facts: Omit<FileFacts, 'findings'>
  /** The part of a node, or null where the language or this node has none. */
  field(node: SyntaxNode, field: NodeField): SyntaxNode | null
  /** What a call calls, as written but joined by `.` and without white space: `os.system`, `eval`, `Runtime.getRuntime().exec`. */
  callee(call: SyntaxNode): string
  /** The arguments of a call without punctuation and comments; wrappers around a positional argument are taken off. */
  arguments(call: SyntaxNode): SyntaxNode[]
  /** Whether the node is of the kind. A statement that only wraps an expression counts as what it wraps. */
  is(node: SyntaxNode, kind: NodeKind): boolean
  /** Named children of a block without comments and empty statements. */
  statements(block: SyntaxNode): SyntaxNode[]
  /** The innermost node that covers an offset of the source; rules that search the text for a rare word start from here. */
  nodeAt(offset: number): SyntaxNode
  /** The text of a line, counted from 1; empty beyond the end. */
  line(number: number): string
  /** Reports at a node, or at a span with lines and columns from 1; `{ line }` alone means the whole line. */
  report(at: SyntaxNode | Span | { line: number; endLine?: number }, message: string): void
}

/** A handler must not keep a node beyond the call. A handler that throws silences its own rule in this file only. */
export interface RuleHandlers {
  call?(node: SyntaxNode, ctx: RuleContext): void
  /** A clause that handles an exception. */
  catch?(node: SyntaxNode, ctx: RuleContext): void
  /** A string literal with its quotes. */
  string?(node: SyntaxNode, ctx: RuleContext): void
  comment?(node: SyntaxNode, ctx: RuleContext): void
  /** A name or member gets a value: declarations with a value, assignments, keyword arguments, pairs of an object literal. */
  assignment?(node: SyntaxNode, ctx: RuleContext): void
  /** A list of statements. */
  block?(node: SyntaxNode, ctx: RuleContext): void
  /** A statement after which the next one does not run: return, throw, break, continue, goto. */
  jump?(node: SyntaxNode, ctx: RuleContext): void
  function?(fn: FunctionFact, ctx: RuleContext): void
  import?(fact: ImportFact, ctx: RuleContext): void
  file?(ctx: RuleContext): void
}

/** Tests, examples and documentation; what a program or somebody else wrote. */
export type FileOrigin = 'test' | 'generated'

export interface ProjectFile {
  path: string
  language: LanguageId | null
  blocks: readonly BlockFact[]
}

/** `key` tells equal findings of one file apart across runs, for the fingerprint; unlike the line it must survive edits elsewhere. */
export type ProjectReport = (path: string, at: { line: number; endLine: number }, message: string, key: string) => void

export interface Rule {
  /** `<group>/<rule>`, the path of the file below `rules/`. */
  id: string
  severity: Severity
  /** CWE numbers that the finding is an instance of. */
  cwe: number[]
  docs: {
    /** One sentence: what the rule flags. */
    what: string
    /** One sentence: what goes wrong otherwise. */
    why: string
    /** One sentence: what to write instead. */
    instead: string
  }
  /** Languages in which the rule runs; absent means all that yield the kinds it listens to. */
  languages?: readonly LanguageId[]
  /** Files whose text does not match are passed by: one search of the text costs less than a handler for every call. No flag `g`. */
  mentions?: RegExp
  /** Files that the rule passes by, which is cheaper than to ask in a handler. */
  skips?: readonly FileOrigin[]
  on: RuleHandlers
  /** Runs once over all files together, after they were analysed one by one. */
  project?(files: readonly ProjectFile[], report: ProjectReport): void
}

/** Defines a rule; the one default export of a file in `rules/<group>/`. */
export function defineRule(rule: Omit<Rule, 'cwe'> & { cwe?: number[] }): Rule {
  return { ...rule, cwe: rule.cwe ?? [] }
}
