import { flag, integer, list, nullable, number, oneOf, shape, text } from '../check.ts'
import { defineCollection } from '../define-collection.ts'
import type { OverviewRecords } from '../records.ts'

const severity = oneOf('error', 'warning', 'info')

/** What the project is, in figures; each key replaced whole. */
export default defineCollection<OverviewRecords>({
  key: 'overview',
  room: 'project',
  writer: 'engine',
  shape: 'records',
  checks: {
    project: shape({
      name: text,
      openedAt: integer,
      git: nullable(shape({ branch: nullable(text), head: nullable(text), detached: flag, shallow: flag })),
    }),
    about: shape({ text, from: text }),
    totals: shape({
      files: integer,
      analysed: integer,
      skipped: integer,
      lines: integer,
      code: integer,
      comments: integer,
      functions: integer,
      symbols: integer,
      bytes: integer,
    }),
    languages: list(shape({ language: text, files: integer, lines: integer, code: integer })),
    health: shape({ score: number, parts: list(shape({ name: text, lost: number, because: text })) }),
    findings: shape({
      error: integer,
      warning: integer,
      info: integer,
      byRule: list(shape({ rule: text, severity, count: integer })),
    }),
    complexity: shape({
      over10: integer,
      over20: integer,
      worst: list(shape({ path: text, name: text, line: integer, cyclomatic: integer })),
    }),
    activity: nullable(shape({ start: number, weeks: list(number) })),
    analysis: shape({
      state: oneOf('scanning', 'analysing', 'ready', 'failed'),
      revision: integer,
      finishedAt: number,
      tookMs: number,
      parsed: integer,
      reused: integer,
      message: text,
    }),
    history: shape({
      state: oneOf('none', 'reading', 'ready', 'failed'),
      commits: integer,
      authors: integer,
      firstAt: number,
      lastAt: number,
      message: text,
    }),
  },
})
