// Written by `npm run generate` from the files that define the entries. Do not edit.
import entry0 from './requests/analysis-report.ts'
import entry1 from './requests/analysis-wait.ts'
import entry2 from './requests/ask-answer.ts'
import entry3 from './requests/context-pack.ts'
import entry4 from './requests/engine-idle.ts'
import entry5 from './requests/feedback-list.ts'
import entry6 from './requests/file-blame.ts'
import entry7 from './requests/file-find.ts'
import entry8 from './requests/file-lines.ts'
import entry9 from './requests/file-outline.ts'
import entry10 from './requests/findings-list.ts'
import entry11 from './requests/history-report.ts'
import entry12 from './requests/hit-lines.ts'
import entry13 from './requests/index-progress.ts'
import entry14 from './requests/knowledge-text.ts'
import entry15 from './requests/learning-advise.ts'
import entry16 from './requests/learning-fixes.ts'
import entry17 from './requests/pages-list.ts'
import entry18 from './requests/path-known.ts'
import entry19 from './requests/plan-list.ts'
import entry20 from './requests/search-query.ts'
import entry21 from './requests/search-similar.ts'
import entry22 from './requests/session-export.ts'
import entry23 from './requests/symbols-definition.ts'
import entry24 from './requests/symbols-list.ts'
import entry25 from './requests/symbols-references.ts'
import entry26 from './requests/symbols-search.ts'

export const requests = [
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
  entry13,
  entry14,
  entry15,
  entry16,
  entry17,
  entry18,
  entry19,
  entry20,
  entry21,
  entry22,
  entry23,
  entry24,
  entry25,
  entry26,
]
