// Written by `npm run generate` from the files that define the entries. Do not edit.
import entry0 from './signals/aside-path.ts'
import entry1 from './signals/central.ts'
import entry2 from './signals/defines-symbol.ts'
import entry3 from './signals/file-agrees.ts'
import entry4 from './signals/kind-asked.ts'
import entry5 from './signals/likeness.ts'
import entry6 from './signals/named-alike.ts'
import entry7 from './signals/path-alike.ts'
import entry8 from './signals/wording.ts'

export const signals = [
  entry0,
  entry1,
  entry2,
  entry3,
  entry4,
  entry5,
  entry6,
  entry7,
  entry8,
]
