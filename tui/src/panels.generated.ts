// Written by `npm run generate` from the files that define the entries. Do not edit.
import entry0 from './panels/findings.ts'
import entry1 from './panels/help.ts'
import entry2 from './panels/overview.ts'
import entry3 from './panels/plan.ts'
import entry4 from './panels/session.ts'

export const panels = [
  entry0,
  entry1,
  entry2,
  entry3,
  entry4,
]
