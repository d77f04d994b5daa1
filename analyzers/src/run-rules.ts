import type { FileOrigin, NodeKind, ProjectFile, Rule, RuleContext, RuleHandlers } from './define-rule.ts'
import { embeddedTests } from './embedded-tests.ts'
import type { FindingFact, FunctionFact, ImportFact, LanguageId, Span } from './facts.ts'
import { MAX_FINDINGS } from './limits.ts'
import type { NodeRows } from './passes/collect.ts'
import { createRuleContext, type RuleInput } from './rule-context.ts'
import { isGeneratedPath, isTestPath, saysGenerated } from './rules/_paths.ts'
import { type FlatTree, innermostAt } from './syntax/flat-tree.ts'
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

export interface ProjectRuleRun {
  findings: ProjectFinding[]
  /** Rules that threw, each with its message; they report nothing at all. */
  failed: { rule: string; message: string }[]
}

const NODE_KINDS = ['call', 'catch', 'string', 'comment', 'assignment', 'block', 'jump'] as const satisfies NodeKind[]

/** Runs all rules over one file. A rule that throws is left out from then on; the others go on. */
export function runRules(rules: readonly Rule[], input: RuleInput, rows: NodeRows): RuleRun {
  const findings: FindingFact[] = []
  const failed: RuleRun['failed'] = []
  const { handlers } = planFor(rules, input.language)
  const { source } = input.tree
  const origins = originsOf(input.path, source)
  // By place in `rules`: it has nothing to look for in this file, found enough, or threw.
  const done = rules.map(
    ({ skips, mentions }) => skips?.some((origin) => origins.includes(origin)) || mentions?.test(source) === false,
  )
  let current = rules[0]!
  const reporter = createReporter(input, findings)
  const ctx = createRuleContext(input, (span, message) => reporter(current, span, message))

  const each = <T>(values: Iterable<T>, listening: Handler<T>[]) => {
    if (!listening.some(({ place }) => !done[place])) return
    for (const value of values) {
      for (const { place, handle } of listening) {
        if (done[place]) continue
        current = rules[place]!
        try {
          handle(value, ctx)
        } catch (error) {
          done[place] = true
          if (error === ENOUGH) continue
          failed.push({ rule: current.id, message: error instanceof Error ? error.message : String(error) })
        }
      }
    }
  }

  for (const kind of NODE_KINDS) each(nodesOf(input.tree, rows[kind]), handlers[kind])
  each(input.facts.functions, handlers.function)
  each(input.facts.imports, handlers.import)
  each([undefined], handlers.file)
  return { findings: findings.sort((a, b) => a.line - b.line || a.column - b.column), failed }
}

/** Runs the hooks that look at all files together. A rule that throws yields nothing but its message; the others go on. */
export function runProjectRules(rules: readonly Rule[], files: readonly ProjectFile[]): ProjectRuleRun {
  const findings: ProjectFinding[] = []
  const failed: ProjectRuleRun['failed'] = []
  for (const rule of rules) {
    const own: ProjectFinding[] = []
    try {
      rule.project?.(files, (path, at, message, key) => {
        const span = { line: at.line, column: 1, endLine: at.endLine, endColumn: 1 }
        own.push({ path, finding: finding(rule, span, message, fingerprint(rule.id, key, 0)) })
      })
    } catch (error) {
      failed.push({ rule: rule.id, message: error instanceof Error ? error.message : String(error) })
      continue
    }
    for (const each of own) findings.push(each)
  }
  return { findings, failed }
}

function originsOf(path: string, source: string): FileOrigin[] {
  const origins: FileOrigin[] = []
  if (isTestPath(path)) origins.push('test')
  if (isGeneratedPath(path) || saysGenerated(source)) origins.push('generated')
  return origins
}

interface Handler<T> {
  /** Place of the rule in the list of rules. */
  place: number
  handle(value: T, ctx: RuleContext): void
}

/** Who listens to what in one language, worked out once for a list of rules. */
interface Plan {
  handlers: Record<NodeKind, Handler<SyntaxNode>[]> & {
    function: Handler<FunctionFact>[]
    import: Handler<ImportFact>[]
    file: Handler<undefined>[]
  }
}

const plans = new WeakMap<readonly Rule[], Map<LanguageId, Plan>>()

function planFor(rules: readonly Rule[], language: LanguageId): Plan {
  const byLanguage = plans.get(rules) ?? new Map<LanguageId, Plan>()
  plans.set(rules, byLanguage)
  const known = byLanguage.get(language)
  if (known) return known
  const handlersOf = <K extends keyof RuleHandlers>(kind: K) =>
    rules.flatMap((rule, place) => {
      const handle = rule.on[kind]
      return handle === undefined || rule.languages?.includes(language) === false ? [] : [{ place, handle }]
    }) as Handler<never>[]
  const plan: Plan = {
    handlers: {
      call: handlersOf('call'),
      catch: handlersOf('catch'),
      string: handlersOf('string'),
      comment: handlersOf('comment'),
      assignment: handlersOf('assignment'),
      block: handlersOf('block'),
      jump: handlersOf('jump'),
      function: handlersOf('function'),
      import: handlersOf('import'),
      file: rules.flatMap(({ on: { file }, languages }, place) =>
        file === undefined || languages?.includes(language) === false
          ? []
          : [{ place, handle: (_: undefined, ctx: RuleContext) => file(ctx) }],
      ),
    },
  }
  byLanguage.set(language, plan)
  return plan
}

function* nodesOf(tree: FlatTree, rows: readonly number[]): Generator<SyntaxNode> {
  for (const row of rows) yield new SyntaxNode(tree, row)
}

// Thrown out of the handler that reported one place too many.
const ENOUGH = new Error(`More than ${MAX_FINDINGS} findings of one rule in one file`)

function createReporter({ line, suppressed, language, tree }: RuleInput, into: FindingFact[]) {
  let testLine: ((line: number) => boolean) | undefined
  const inTests = (at: number) => {
    testLine ??= embeddedTests(tree.source, (offset) => new SyntaxNode(tree, innermostAt(tree, offset)))
    return testLine(at)
  }
  const ordinals = new Map<string, number>()
  const counts = new Map<Rule, number>()
  return (rule: Rule, span: Span, message: string) => {
    if (suppressed(rule.id, span.line)) return
    if (language === 'rust' && rule.skips?.includes('test') && inTests(span.line)) return
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
