// Written by `npm run generate` from the files that define the entries. Do not edit.
import entry0 from './panels/help.ts'
import entry1 from './panels/overview.ts'

export const panels = [
  entry0,
  entry1,
]
