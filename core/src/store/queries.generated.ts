// Written by `npm run generate` from the files that define the entries. Do not edit.
import entry0 from './queries/all-symbols.ts'
import entry1 from './queries/changes-of-file.ts'
import entry2 from './queries/co-changes.ts'
import entry3 from './queries/code-owners.ts'
import entry4 from './queries/commands-since.ts'
import entry5 from './queries/commit-authors.ts'
import entry6 from './queries/complex-functions.ts'
import entry7 from './queries/definitions-by-name.ts'
import entry8 from './queries/definitions-of-names.ts'
import entry9 from './queries/deleted-files.ts'
import entry10 from './queries/duplicate-blocks.ts'
import entry11 from './queries/file-functions.ts'
import entry12 from './queries/file-history.ts'
import entry13 from './queries/file-imports.ts'
import entry14 from './queries/file-outline.ts'
import entry15 from './queries/files-with-language.ts'
import entry16 from './queries/files-with-name.ts'
import entry17 from './queries/function-counts.ts'
import entry18 from './queries/indexable-files.ts'
import entry19 from './queries/known-files.ts'
import entry20 from './queries/learnt-fixes.ts'
import entry21 from './queries/monthly-revisions.ts'
import entry22 from './queries/newest-commits.ts'
import entry23 from './queries/open-cases.ts'
import entry24 from './queries/recent-commits.ts'
import entry25 from './queries/recent-runs.ts'
import entry26 from './queries/references-by-name.ts'
import entry27 from './queries/report-functions.ts'
import entry28 from './queries/search-symbols.ts'
import entry29 from './queries/symbols-of-files.ts'
import entry30 from './queries/votes.ts'
import entry31 from './queries/weekly-commits.ts'

export const queries = [
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
  entry27,
  entry28,
  entry29,
  entry30,
  entry31,
]
