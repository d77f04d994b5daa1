import { defineRule, type RuleContext } from '../../define-rule.ts'
import type { ImportFact } from '../../facts.ts'
import { MAX_FACTS } from '../../limits.ts'
import type { SyntaxNode } from '../../syntax/node.ts'

const IMPORT_STATEMENTS = new Set([
  'import_statement',
  'import_from_statement',
  'future_import_statement',
  'import_declaration',
  'import_spec',
  'use_declaration',
  'namespace_use_declaration',
  'import_require_clause',
])
const SILENCED = /#\s*(?:noqa|NOQA|isort|pylint|pyright|type:\s*ignore)|eslint-disable|NOSONAR/
const SILENCED_NEXT = /eslint-disable-next-line|biome-ignore|@ts-|noinspection|allow\(unused|#\[cfg/
const SILENCED_FILE = /^(?:#\s*(?:flake8|ruff)[:=]\s*noqa|\/\*\s*eslint-disable\s*(?:\*|no-unused)|#!\[allow\(unused)/m
// A comment that says why the import stands there although nothing uses it.
const EXPLAINED = /(?:#|\/\/).*(?:re-?export|side.?effect|backward|compat|regist|unused|so that|import these|imported)/i
const SCOPES = new Set(['class_definition', 'function_definition'])
const GUARDS = new Set(['try_statement', 'with_statement'])
// Importing them is what they are for.
const SIDE_EFFECTS = /^(?:readline|rlcompleter|antigravity|this|__future__|C)$/
// The compiler writes calls of them for JSX.
const JSX_RUNTIME = /^(?:React|h|Fragment|jsx|Preact|preact)$/
// Of what `use` brings, these are no traits, whose methods are used without their name.
const RUST_TYPES =
  /^(?:HashMap|HashSet|BTreeMap|BTreeSet|VecDeque|BinaryHeap|LinkedList|Arc|Rc|Weak|Mutex|RwLock|Once|OnceLock|Cell|RefCell|Cow|Path|PathBuf|File|OsStr|OsString|Duration|Instant|SystemTime|Ordering|PhantomData|Command|Stdio|TcpStream|TcpListener)$/

interface Uses {
  at: number
  count: number
}

export default defineRule({
  id: 'maintainability/unused-import',
  severity: 'warning',
  cwe: [1164],
  docs: {
    what: 'Flags a name that is imported and used nowhere in the file.',
    why: 'It costs start time, can close a circle of imports, and tells readers of a dependency that is not there.',
    instead: 'Delete it, or mark a re-export as one (`__all__`, `import x as x`, `export … from`).',
  },
  languages: ['python', 'javascript', 'typescript', 'tsx', 'java', 'php', 'go', 'rust'],
  skips: ['generated'],
  on: {
    file(ctx) {
      const { imports, references } = ctx.facts
      if (imports.length === 0 || isFacade(ctx)) return
      // The use may be among those that were cut.
      if (references.positions.length / 2 >= MAX_FACTS.references) return
      const uses = usesByName(ctx, new Set(imports.flatMap((fact) => fact.names)))
      for (const fact of imports) {
        for (const name of fact.names) {
          if (!/^[\w$]+$/.test(name) || /^(?:_|__\w+__)$/.test(name) || !isCheckable(name, fact, ctx)) continue
          checkImport(name, fact, uses.get(name) ?? { at: 0, count: 0 }, ctx)
        }
      }
    },
  },
})

/** A file that is there to pass names on: a package's entry, or one that holds imports alone. */
function isFacade(ctx: RuleContext): boolean {
  if (/(?:^|\/)(?:__init__|conftest)\.pyi?$/.test(ctx.path)) return true
  // Whoever needs what is different in each version imports it from there.
  if (/(?:^|\/)_?(?:py)?compat(?:ibility)?\.py$/.test(ctx.path)) return true
  return ctx.language === 'python' && ctx.facts.references.names.length === 0
}

/** Where in `references.positions` the uses of each of the names begin, and how many there are. */
function usesByName({ facts }: RuleContext, names: ReadonlySet<string>): Map<string, Uses> {
  const uses = new Map<string, Uses>()
  const { references } = facts
  let at = 0
  for (let i = 0; i < references.names.length; i++) {
    const count = references.counts[i]!
    if (names.has(references.names[i]!)) uses.set(references.names[i]!, { at, count })
    at += 2 * count
  }
  return uses
}

function isCheckable(name: string, fact: ImportFact, ctx: RuleContext): boolean {
  if (SIDE_EFFECTS.test(fact.module)) return false
  switch (ctx.language) {
    // Elsewhere the name of a package need not be the end of its path.
    case 'go':
      return !fact.module.split('/')[0]!.includes('.') || new RegExp(`\\b${name}\\s+["\`]`).test(ctx.line(fact.line))
    case 'rust':
      return fact.module.startsWith('std::') && RUST_TYPES.test(name)
    case 'javascript':
    case 'tsx':
      return !JSX_RUNTIME.test(name) || !/<[A-Za-z>]/.test(ctx.source)
    default:
      return true
  }
}

function checkImport(name: string, fact: ImportFact, { at, count }: Uses, ctx: RuleContext): void {
  const statement = statementAt(fact, ctx)
  if (!statement) return
  const { line: first, endLine: last } = statement
  const { positions } = ctx.facts.references
  // The last use is seldom the import itself.
  for (let i = count - 1; i >= 0; i--) {
    const line = positions[at + 2 * i]!
    if ((line < first || line > last) && isUse(line, positions[at + 2 * i + 1]!, ctx)) return
  }
  if (isKept(name, statement, ctx) || isMentioned(name, statement, ctx)) return
  const node = ctx.nodeAt(nameOffset(name, statement.text, ctx) + statement.startIndex)
  if (SILENCED.test(ctx.line(node.line))) return
  ctx.report(node, `\`${name}\` is imported but not used`)
}

function statementAt(fact: ImportFact, ctx: RuleContext): SyntaxNode | null {
  const offset = lineOffset(fact.line, ctx)
  const node = ctx.nodeAt(offset)
  return IMPORT_STATEMENTS.has(node.type) ? node : node.ancestor(IMPORT_STATEMENTS)
}

function lineOffset(line: number, ctx: RuleContext): number {
  const start = ctx.nodeAt(0).tree.lineStarts[line - 1] ?? 0
  return start + (/^\s*/.exec(ctx.line(line))?.[0].length ?? 0)
}

/** Whether a name at a place stands for the import: not a member of something else, a key or the name of an argument. */
function isUse(line: number, column: number, ctx: RuleContext): boolean {
  const before = ctx
    .line(line)
    .slice(0, column - 1)
    .trimEnd()
  // In PHP a dot joins texts.
  if ((ctx.language === 'php' ? /(?:->|::)$/ : /(?<!\.\.)\.$/).test(before)) return false
  const node = ctx.nodeAt(ctx.nodeAt(0).tree.lineStarts[line - 1]! + column - 1)
  if (node.type === 'property_identifier') return false
  const { parent } = node
  return parent?.type !== 'keyword_argument' || parent.startIndex !== node.startIndex
}

function isKept(name: string, statement: SyntaxNode, ctx: RuleContext): boolean {
  const { text } = statement
  if (isSilenced(statement, ctx)) return true
  if (ctx.language === 'rust') return text.startsWith('pub')
  if (ctx.language !== 'python') return false
  if (new RegExp(`\\b${name} as ${name}\\b`).test(text)) return true
  // A public module passes on what its private twin holds; in the body of a class the name is an attribute.
  if (/^from\s+(?:[\w.]*\.)?_\w+\s+import\b/.test(text)) return true
  if (statement.ancestor(SCOPES)?.type === 'class_definition') return true
  // Whether the import works is what a `try` around it asks.
  const guard = statement.ancestor(GUARDS)
  return guard !== null && (guard.type === 'try_statement' || /^[^\n]*(?:suppress|Error|warnings)/.test(guard.text))
}

function isSilenced(statement: SyntaxNode, ctx: RuleContext): boolean {
  if (SILENCED_FILE.test(ctx.source)) return true
  const own = [ctx.line(statement.line).slice(0, 400), ctx.line(statement.endLine).slice(0, 400)]
  if (own.some((line) => SILENCED.test(line) || EXPLAINED.test(line))) return true
  let above = statement.line - 1
  if (SILENCED_NEXT.test(ctx.line(above))) return true
  for (; /^\s*(?:#|\/\/|import\b|from\b)/.test(ctx.line(above)); above--)
    if (EXPLAINED.test(ctx.line(above))) return true
  return false
}

/** Whether a text that is no code uses the name: `__all__` and annotations in quotes, types in doc comments. */
function isMentioned(name: string, statement: SyntaxNode, ctx: RuleContext): boolean {
  const word = name.replace(/\$/g, '\\$')
  const rest = ctx.source.slice(0, statement.startIndex) + ctx.source.slice(statement.endIndex)
  if (ctx.language === 'python') {
    const quoted = new RegExp(`(["'])([^"'\\n]*(?<![\\w])${word}\\b[^"'\\n]*)\\1`, 'g')
    const typed = new RegExp(`#\\s*type:.*\\b${word}\\b`)
    return typed.test(rest) || [...rest.matchAll(quoted)].some((match) => isTypeText(match[2]!))
  }
  if (ctx.language === 'go' || ctx.language === 'rust') return false
  const tagged = new RegExp(`(?:\\{[^{}]{0,300}|@[^\\n]{0,200})(?<![\\w$])${word}(?![\\w$])`)
  return docComments(rest).some((comment) => tagged.test(comment))
}

function docComments(source: string): string[] {
  const comments: string[] = []
  for (let from = source.indexOf('/*'); from >= 0; ) {
    const to = source.indexOf('*/', from + 3)
    if (to < 0) break
    comments.push(source.slice(from, to))
    from = source.indexOf('/*', to)
  }
  return comments
}

/** Whether a quoted text can be a name or a type: `Gift`, `list[Gift] | None`. */
function isTypeText(text: string): boolean {
  return /^[\w.]+(?:\[.*\])?(?:\s*\|\s*[\w.]+(?:\[.*\])?)*$/.test(text)
}

/** Offset of the imported name within its statement; the module's path may hold the same word. */
function nameOffset(name: string, text: string, { language }: RuleContext): number {
  const word = new RegExp(`(?<![\\w$])${name.replace(/\$/g, '\\$')}(?![\\w$])`, 'g')
  const from = language === 'python' ? Math.max(0, text.search(/\bimport\b/)) : 0
  const to = /^(?:javascript|typescript|tsx)$/.test(language) ? text.search(/\bfrom\s*["']/) : -1
  const places = [...text.slice(from, to < 0 ? undefined : to).matchAll(word)].map((match) => match.index + from)
  const dotted = language === 'python' && /^import\b/.test(text)
  return (dotted ? places[0] : places.at(-1)) ?? 0
}
