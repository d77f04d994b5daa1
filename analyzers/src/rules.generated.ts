// Written by `npm run generate` from the files that define the entries. Do not edit.
import entry0 from './rules/correctness/assert-tuple.ts'
import entry1 from './rules/correctness/empty-catch.ts'
import entry2 from './rules/correctness/mutable-default.ts'
import entry3 from './rules/correctness/self-comparison.ts'
import entry4 from './rules/correctness/unreachable-code.ts'
import entry5 from './rules/maintainability/complex-function.ts'
import entry6 from './rules/maintainability/duplicated-block.ts'
import entry7 from './rules/maintainability/long-function.ts'
import entry8 from './rules/maintainability/todo-debt.ts'
import entry9 from './rules/maintainability/unused-import.ts'
import entry10 from './rules/security/eval-call.ts'
import entry11 from './rules/security/hard-coded-credential.ts'
import entry12 from './rules/security/shell-injection.ts'
import entry13 from './rules/security/sql-string.ts'
import entry14 from './rules/security/tls-verification-off.ts'
import entry15 from './rules/security/weak-hash.ts'

export const rules = [
  entry0,
  entry1,
  entry2,
  entry3,
  entry4,
  entry5,
  entry6,
  entry7,
  entry8,
  entry9,
  entry10,
  entry11,
  entry12,
  entry13,
  entry14,
  entry15,
]
