// Written by `npm run generate` from the files that define the entries. Do not edit.
import entry0 from './languages/python.ts'

export const languages = [
  entry0,
]
