// Written by `npm run generate` from the files that define the entries. Do not edit.
import entry0 from './package-sources/cargo.ts'
import entry1 from './package-sources/go.ts'
import entry2 from './package-sources/npm.ts'
import entry3 from './package-sources/pypi.ts'

export const packageSources = [
  entry0,
  entry1,
  entry2,
  entry3,
]
