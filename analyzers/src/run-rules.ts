import type { NodeKind, ProjectFile, Rule, RuleContext, RuleHandlers } from './define-rule.ts'
import type { FindingFact, Span } from './facts.ts'
import type { NodeRows } from './passes/collect.ts'
import { createRuleContexts, type RuleInput } from './rule-context.ts'
import type { FlatTree } from './syntax/flat-tree.ts'
import { SyntaxNode } from './syntax/node.ts'

export interface RuleRun {
  findings: FindingFact[]
  /** Rules that threw, each with its message; they reported nothing further in this file. */
  failed: { rule: string; message: string }[]
}

export interface ProjectFinding {
  path: string
  finding: FindingFact
}

/** Findings of one rule in one file; more of the same tell nobody anything, and a hostile file could hold a million. */
export const MAX_FINDINGS = 200

const NODE_KINDS = ['call', 'catch', 'string', 'comment', 'assignment', 'block', 'jump'] as const satisfies NodeKind[]

/** Runs all rules over one file. A rule that throws is left out from then on; the others go on. */
export function runRules(rules: readonly Rule[], input: RuleInput, rows: NodeRows): RuleRun {
  const findings: FindingFact[] = []
  const failed: RuleRun['failed'] = []
  const report = createReporter(input, findings)
  const contextFor = createRuleContexts(input)
  const listening: Listener[] = rules
    .filter((rule) => isFor(rule, input))
    .map((rule) => ({ rule, ctx: contextFor((span, message) => report(rule, span, message)), dead: false }))

  const fail = (listener: Listener, error: unknown) => {
    listener.dead = true
    if (error === ENOUGH) return
    failed.push({ rule: listener.rule.id, message: error instanceof Error ? error.message : String(error) })
  }
  const each = <T>(values: Iterable<T>, handlers: Handler<T>[]) => {
    if (handlers.length === 0) return
    for (const value of values) {
      for (const { listener, handle } of handlers) {
        if (listener.dead) continue
        try {
          handle(value, listener.ctx)
        } catch (error) {
          fail(listener, error)
        }
      }
    }
  }

  for (const kind of NODE_KINDS) each(nodesOf(input.tree, rows[kind]), handlersOf(listening, kind))
  each(input.facts.functions, handlersOf(listening, 'function'))
  each(input.facts.imports, handlersOf(listening, 'import'))
  for (const listener of listening) {
    try {
      if (!listener.dead) listener.rule.on.file?.(listener.ctx)
    } catch (error) {
      fail(listener, error)
    }
  }
  return { findings: findings.sort((a, b) => a.line - b.line || a.column - b.column), failed }
}

/** Runs the hooks that look at all files together. A rule that throws yields nothing. */
export function runProjectRules(rules: readonly Rule[], files: readonly ProjectFile[]): ProjectFinding[] {
  const found: ProjectFinding[] = []
  for (const rule of rules) {
    const own: ProjectFinding[] = []
    try {
      rule.project?.(files, (path, at, message, key) => {
        const span = { line: at.line, column: 1, endLine: at.endLine, endColumn: 1 }
        own.push({ path, finding: finding(rule, span, message, fingerprint(rule.id, key, 0)) })
      })
    } catch {
      continue
    }
    found.push(...own)
  }
  return found
}

interface Listener {
  rule: Rule
  ctx: RuleContext
  /** It threw in this file. */
  dead: boolean
}

interface Handler<T> {
  listener: Listener
  handle(value: T, ctx: RuleContext): void
}

function isFor({ languages, mentions }: Rule, { language, tree }: RuleInput): boolean {
  if (languages !== undefined && !languages.includes(language)) return false
  return mentions === undefined || mentions.test(tree.source)
}

function* nodesOf(tree: FlatTree, rows: readonly number[]): Generator<SyntaxNode> {
  for (const row of rows) yield new SyntaxNode(tree, row)
}

function handlersOf<K extends Exclude<keyof RuleHandlers, 'file'>>(listening: Listener[], kind: K) {
  type Value = Parameters<NonNullable<RuleHandlers[K]>>[0]
  return listening.flatMap((listener): Handler<Value>[] => {
    const handle = listener.rule.on[kind] as Handler<Value>['handle'] | undefined
    return handle === undefined ? [] : [{ listener, handle }]
  })
}

// Thrown out of the handler that reported one place too many.
const ENOUGH = new Error(`More than ${MAX_FINDINGS} findings of one rule in one file`)

function createReporter({ line, suppressed }: RuleInput, into: FindingFact[]) {
  const ordinals = new Map<string, number>()
  const counts = new Map<Rule, number>()
  return (rule: Rule, span: Span, message: string) => {
    if (suppressed(rule.id, span.line)) return
    const count = (counts.get(rule) ?? 0) + 1
    if (count > MAX_FINDINGS) {
      into.findLast((known) => known.rule === rule.id)!.message += ' (further places in this file are not listed)'
      throw ENOUGH
    }
    counts.set(rule, count)
    const text = line(span.line).replace(/\s+/g, '')
    const key = `${rule.id}\0${text}`
    const ordinal = ordinals.get(key) ?? 0
    ordinals.set(key, ordinal + 1)
    into.push(finding(rule, span, message, fingerprint(rule.id, text, ordinal)))
  }
}

function finding(rule: Rule, span: Span, message: string, print: string): FindingFact {
  return { ...span, rule: rule.id, severity: rule.severity, message, cwe: rule.cwe, fingerprint: print }
}

/** Two 32-bit FNV-1a hashes in hexadecimal; not secret, only stable. */
export function fingerprint(rule: string, text: string, ordinal: number): string {
  const key = `${rule}\0${text}\0${ordinal}`
  return hash32(key, 0x811c9dc5) + hash32(key, 0x9747b28c)
}

function hash32(text: string, seed: number): string {
  let hash = seed
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  hash ^= hash >>> 15
  return (hash >>> 0).toString(16).padStart(8, '0')
}
