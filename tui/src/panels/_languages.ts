import type { OverviewRecords } from '@tlc/core/document/records'

/** Types of text that people read and programs are fed with; what else has lines is what programs are made of. */
const DOCUMENTS_AND_DATA: ReadonlySet<string> = new Set(
  'adoc bib cff cfg conf csv env gitattributes gitignore graphql ini ipynb json json5 jsonc jsonl license lock log map md mdx ndjson org plist po pot properties rst svg tex toml tsv txt xml yaml yml'.split(
    ' ',
  ),
)

export interface LanguageShares {
  /** With the share of all lines of code, the most first. */
  code: { language: string; files: number; share: number }[]
  codeLines: number
  /** Documents and data, the most first. */
  other: { language: string; lines: number }[]
  otherLines: number
}

/** What the project is written in, apart from what it says and keeps; all of it is code where there is nothing else. */
export function languageShares(languages: OverviewRecords['languages']): LanguageShares {
  const written = languages.filter(({ code }) => code > 0)
  // What ends in a section's number is a page of the manual (`fd.1`), or a part of something.
  const isCode = ({ language }: { language: string }) => !DOCUMENTS_AND_DATA.has(language) && !/^\d/.test(language)
  const code = written.some(isCode) ? written.filter(isCode) : written
  const other = written.filter((each) => !code.includes(each))
  const sum = (list: typeof written) => list.reduce((total, each) => total + each.code, 0)
  const codeLines = sum(code)
  return {
    code: code.map(({ language, files, code: lines }) => ({ language, files, share: lines / (codeLines || 1) })),
    codeLines,
    other: other.map(({ language, code: lines }) => ({ language, lines })),
    otherLines: sum(other),
  }
}
