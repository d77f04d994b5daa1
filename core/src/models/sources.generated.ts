// Written by `npm run generate` from the files that define the entries. Do not edit.
import entry0 from './sources/hugging-face-cache.ts'
import entry1 from './sources/hugging-face-hub.ts'
import entry2 from './sources/local-folder.ts'
import entry3 from './sources/maven.ts'

export const sources = [
  entry0,
  entry1,
  entry2,
  entry3,
]
