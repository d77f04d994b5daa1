// Written by `npm run generate` from the files that define the entries. Do not edit.
import entry0 from './formats/c.ts'
import entry1 from './formats/go.ts'
import entry2 from './formats/java.ts'
import entry3 from './formats/lint.ts'
import entry4 from './formats/node.ts'
import entry5 from './formats/npm.ts'
import entry6 from './formats/pip.ts'
import entry7 from './formats/python.ts'
import entry8 from './formats/rust.ts'
import entry9 from './formats/shell.ts'
import entry10 from './formats/tsc.ts'

export const errorFormats = [
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
  entry10,
]
