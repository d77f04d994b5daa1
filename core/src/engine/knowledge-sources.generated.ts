// Written by `npm run generate` from the files that define the entries. Do not edit.
import entry0 from './knowledge-sources/commits.ts'
import entry1 from './knowledge-sources/fixes.ts'
import entry2 from './knowledge-sources/messages.ts'
import entry3 from './knowledge-sources/packages.ts'
import entry4 from './knowledge-sources/pages.ts'

export const knowledgeSources = [
  entry0,
  entry1,
  entry2,
  entry3,
  entry4,
]
