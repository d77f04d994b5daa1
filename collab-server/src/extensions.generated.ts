// Written by `npm run generate` from the files that define the entries. Do not edit.
import entry0 from './extensions/auth.ts'
import entry1 from './extensions/first-look.ts'
import entry2 from './extensions/limits.ts'
import entry3 from './extensions/presence.ts'
import entry4 from './extensions/read-only.ts'
import entry5 from './extensions/write-ahead-log.ts'

export const extensions = [
  entry0,
  entry1,
  entry2,
  entry3,
  entry4,
  entry5,
]
