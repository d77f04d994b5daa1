// Written by `npm run generate` from the files that define the entries. Do not edit.
import entry0 from './languages/bash.ts'
import entry1 from './languages/c.ts'
import entry2 from './languages/cpp.ts'
import entry3 from './languages/csharp.ts'
import entry4 from './languages/go.ts'
import entry5 from './languages/java.ts'
import entry6 from './languages/javascript.ts'
import entry7 from './languages/php.ts'
import entry8 from './languages/python.ts'
import entry9 from './languages/ruby.ts'
import entry10 from './languages/rust.ts'
import entry11 from './languages/tsx.ts'
import entry12 from './languages/typescript.ts'

export const languages = [
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
  entry11,
  entry12,
]
