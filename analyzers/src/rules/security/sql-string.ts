import { defineRule, type RuleContext } from '../../define-rule.ts'
import type { SyntaxNode } from '../../syntax/node.ts'
import { valueBefore } from '../_assigned.ts'
import { assignedTo, isConstant } from '../_constant.ts'

const RUNS_SQL =
  /(?:^|\.)(?:execute(?:many|script|Query|Update|Sql)?|query(?:Row|Context|ForObject|ForList|ForMap|ForRowSet)?|prepare(?:Statement|Call)?|find_by_sql|select_all|exec_query|sqlx\.query(?:_as)?|DB\.(?:select|statement|insert|update|delete)|mysql_query|(?:My|Sqlite|Npgsql)?(?:Sql|SQL|sql)(?:ite)?Command|Query(?:Row|Context|RowContext)?|Exec(?:Context)?|exec|raw|mysqli_query|pg_query|Execute(?:Sql(?:Raw)?|Reader|NonQuery|Scalar)?|FromSqlRaw)(?:<\w+>)?$/
const STATEMENT =
  /^[(\s]*(?:[frubFRUB]{1,2}|[$@]{1,2})?["'`]{1,3}\s*(?:SELECT\b[\s\S]*\bFROM\b|INSERT\s+INTO\b|UPDATE\b[\s\S]*\bSET\b|DELETE\s+FROM\b)/i
// A value stands behind a comparison or in a list of values; a name of a table or column, which no parameter can be, does not.
const BEFORE_VALUE = String.raw`(?:[^=<>!:]=|[<>]=?|<>|\blike|\bin\s*\((?=\s*')|\bvalues\s*\([^)]*?)\s*\\?'?%?`
const BEFORE_FORMAT = BEFORE_VALUE.slice(0, -'%?'.length)
// It is quoted already, or is a row of placeholders.
const PREPARED = /quote|escape|placeholder|literal|ident|join\(|array_pad|array_fill|str_repeat/i
const JOINED = new RegExp(`${BEFORE_VALUE}["'\`]\\s*(?:\\+|\\.|&)\\s*(?!["'\`\\s])`, 'gi')
const INTERPOLATED = new RegExp(
  `${BEFORE_VALUE}(?:\\$\\{|#\\{|\\{|\\$)(?!(?:int|Number|parseInt|[A-Z][A-Z_]+\\b))(?=[\\w$])`,
  'g',
)
const FORMATTED = new RegExp(
  `${BEFORE_FORMAT}(?:%%)*(?:%s|%v|\\{\\w*\\})[\\s\\S]*["'\`]{1,3}\\s*(?:%[^'"]|\\.format\\(|,)`,
  'i',
)
const NUMBER = /^\(?\s*(?:\((?:int|float|integer)\)|(?:intval|floatval|count|time|int|float|len|Number|parseInt)\()/
const LONGEST_STATEMENT = 10_000

export default defineRule({
  id: 'security/sql-string',
  severity: 'error',
  cwe: [89],
  docs: {
    what: 'Flags an SQL statement into whose text a value is put.',
    why: 'A value that holds a quote changes the statement: it can read, change or delete what it was not meant for.',
    instead: 'Put a placeholder into the statement and hand the value over as a parameter.',
  },
  mentions:
    /SELECT\s|INSERT INTO|UPDATE\s|DELETE FROM|select .{1,80} from |insert into|update .{1,40} set |delete from/,
  skips: ['test'],
  on: {
    call(node, ctx) {
      const callee = ctx.callee(node)
      if (!RUNS_SQL.test(callee)) return
      for (const argument of ctx.arguments(node).slice(0, 2)) {
        const statement = statementIn(argument, ctx)
        if (!statement) continue
        if (holdsOpenValue(statement, receiverOf(node, ctx), ctx)) report(argument, statement, ctx)
        return
      }
    },
    assignment(node, ctx) {
      if (ctx.language !== 'csharp' || !/\.CommandText$/.test(ctx.field(node, 'name')?.text ?? '')) return
      const value = ctx.field(node, 'value')
      const statement = value && statementIn(value, ctx)
      if (value && statement && holdsOpenValue(statement, '', ctx)) report(value, statement, ctx)
    },
  },
})

function report(at: SyntaxNode, statement: SyntaxNode, ctx: RuleContext): void {
  const where = at.index === statement.index ? '' : `, in line ${statement.line}`
  ctx.report(at, `A value is put into the text of this SQL statement${where}`)
}

/** The statement that an argument is, or that the name in it was given before. */
function statementIn(argument: SyntaxNode, ctx: RuleContext): SyntaxNode | null {
  const statement = holdsStatement(argument.text) ? argument : valueBefore(argument, ctx)
  if (!statement || statement.endIndex - statement.startIndex > LONGEST_STATEMENT) return null
  return holdsStatement(statement.text) ? statement : null
}

function holdsOpenValue(statement: SyntaxNode, receiver: string, ctx: RuleContext): boolean {
  const { text } = statement
  if (isConstant(statement) || PREPARED.test(text)) return false
  const plain =
    ctx.is(statement, 'string') &&
    statement.namedChildren.every((part) => !/interpolation|substitution|variable/.test(part.type))
  if (plain) return false
  for (const { index, 0: before } of [...text.matchAll(JOINED), ...text.matchAll(INTERPOLATED)]) {
    // The sign of a variable is a part of its name, not of what is around it.
    const from = index + before.length - (before.endsWith('$') ? 1 : 0)
    if (isOpen(text.slice(from), receiver, ctx.source)) return true
  }
  return FORMATTED.test(text)
}

/** Whether what begins a text may hold a quote: no number, and nothing that the database's own object wrote. */
function isOpen(value: string, receiver: string, source: string): boolean {
  if (NUMBER.test(value)) return false
  const made = receiver === '' ? -1 : value.indexOf(`${receiver}->`)
  if (made === 0 || (made > 0 && /^\([^()]*\?\s*$/.test(value.slice(0, made)))) return false
  const [name] = /^\$\w+(?![\w[]|->)/.exec(value) ?? []
  const values = name === undefined ? [] : assignedTo(name, source)
  return (
    values.length === 0 ||
    !values.every((each) => NUMBER.test(each) || (receiver !== '' && each.startsWith(`${receiver}->`)))
  )
}

/** What the method that runs a statement is called on, as it is written. */
function receiverOf(call: SyntaxNode, ctx: RuleContext): string {
  return ctx.field(call, 'receiver')?.text ?? ''
}

function holdsStatement(text: string): boolean {
  return STATEMENT.test(
    /^&?(?:fmt\.Sprintf|String\.format|sprintf|string\.Format|format!)\(([\s\S]*)/.exec(text)?.[1] ?? text,
  )
}
