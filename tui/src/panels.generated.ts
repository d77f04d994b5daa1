// Written by `npm run generate` from the files that define the entries. Do not edit.
import entry0 from './panels/files.ts'
import entry1 from './panels/findings.ts'
import entry2 from './panels/help.ts'
import entry3 from './panels/history.ts'
import entry4 from './panels/overview.ts'
import entry5 from './panels/plan.ts'
import entry6 from './panels/search.ts'
import entry7 from './panels/session.ts'
import entry8 from './panels/symbols.ts'
import entry9 from './panels/terminal.ts'

export const panels = [
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
]
