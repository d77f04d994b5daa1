// Written by `npm run generate` from the files that define the entries. Do not edit.
import entry0 from './tools/context.ts'
import entry1 from './tools/findings.ts'
import entry2 from './tools/history.ts'
import entry3 from './tools/learn-from-execution.ts'
import entry4 from './tools/references.ts'
import entry5 from './tools/search.ts'
import entry6 from './tools/symbols.ts'

export const tools = [
  entry0,
  entry1,
  entry2,
  entry3,
  entry4,
  entry5,
  entry6,
]
