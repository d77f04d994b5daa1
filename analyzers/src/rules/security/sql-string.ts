import { defineRule } from '../../define-rule.ts'
import { isConstant } from '../_constant.ts'
import { isTestPath } from '../_paths.ts'

const RUNS_SQL =
  /(?:^|\.)(?:execute(?:many|script|Query|Update|Sql)?|query(?:Row|Context)?|Query(?:Row|Context|RowContext)?|Exec(?:Context)?|exec|raw|mysqli_query|pg_query|Execute(?:Sql(?:Raw)?|Reader|NonQuery|Scalar)?|FromSqlRaw)$/
const STATEMENT =
  /^[(\s]*(?:[frubFRUB]{1,2}|[$@]{1,2})?["'`]{1,3}\s*(?:SELECT\b[\s\S]*\bFROM\b|INSERT\s+INTO\b|UPDATE\b[\s\S]*\bSET\b|DELETE\s+FROM\b)/i
// A value stands behind a comparison or in a list of values; a name of a table or column, which no parameter can be, does not.
const BEFORE_VALUE = String.raw`(?:[^=<>!:]=|[<>]=?|<>|\blike|\bin\s*\((?=\s*')|\bvalues\s*\([^)]*?)\s*\\?'?%?`
const BEFORE_FORMAT = BEFORE_VALUE.slice(0, -'%?'.length)
// It is quoted already, or is a row of placeholders.
const PREPARED = /quote|escape|placeholder|literal|ident|join\(/i
const JOINED = new RegExp(`${BEFORE_VALUE}["'\`]\\s*(?:\\+|\\.|&)\\s*(?!["'\`\\s])`, 'i')
const INTERPOLATED = new RegExp(
  `${BEFORE_VALUE}(?:\\$\\{|#\\{|\\{|\\$)(?!(?:int|Number|parseInt|[A-Z][A-Z_]+\\b))[\\w$]`,
)
const FORMATTED = new RegExp(
  `${BEFORE_FORMAT}(?:%%)*(?:%s|%v|\\{\\w*\\})[\\s\\S]*["'\`]{1,3}\\s*(?:%[^'"]|\\.format\\(|,)`,
  'i',
)
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
  on: {
    call(node, ctx) {
      const callee = ctx.callee(node)
      if (!RUNS_SQL.test(callee) || isTestPath(ctx.path)) return
      const statement = ctx
        .arguments(node)
        .slice(0, 2)
        .find((argument) => holdsStatement(argument.text))
      if (!statement || statement.endIndex - statement.startIndex > LONGEST_STATEMENT || isConstant(statement)) return
      const { text } = statement
      const plain =
        ctx.is(statement, 'string') &&
        statement.namedChildren.every((part) => !/interpolation|substitution|variable/.test(part.type))
      if (plain || PREPARED.test(text) || !(JOINED.test(text) || INTERPOLATED.test(text) || FORMATTED.test(text)))
        return
      ctx.report(statement, 'A value is put into the text of this SQL statement')
    },
  },
})

function holdsStatement(text: string): boolean {
  return STATEMENT.test(/^(?:fmt\.Sprintf|String\.format|sprintf|string\.Format)\(([\s\S]*)/.exec(text)?.[1] ?? text)
}
