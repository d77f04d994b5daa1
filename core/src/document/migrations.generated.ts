// Written by `npm run generate` from the files that define the entries. Do not edit.
import entry0 from './migrations/1.ts'

export const migrations = [
  entry0,
]
