// Written by `npm run generate` from the files that define the entries. Do not edit.
import entry0 from './collections/comments.ts'
import entry1 from './collections/content.ts'
import entry2 from './collections/files.ts'
import entry3 from './collections/findings.ts'
import entry4 from './collections/history.ts'
import entry5 from './collections/messages.ts'
import entry6 from './collections/meta.ts'
import entry7 from './collections/overview.ts'
import entry8 from './collections/runs.ts'
import entry9 from './collections/sessions.ts'
import entry10 from './collections/steps.ts'
import entry11 from './collections/triage.ts'

export const collections = [
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
]
