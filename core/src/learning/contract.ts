import type { Author } from '../document/records.ts'

export type Ecosystem = 'python' | 'javascript' | 'rust' | 'go' | 'java' | 'c' | ''

export type ExecutionKind = 'command' | 'test' | 'cell' | 'tool'

/** Something that was run, with what came out. */
export interface Execution {
  kind: ExecutionKind
  /** Program and arguments; for a cell or a tool call its name and what identifies it. */
  command: string[]
  /** Relative to the project, `/` between parts; '' for the project's own folder. */
  cwd: string
  /** ms since the epoch. */
  startedAt: number
  tookMs: number
  /** Null when a signal ended it, or where there is none. */
  exitCode: number | null
  outcome: 'ok' | 'failed' | 'cancelled'
  /** What it printed, both streams as they came; the end of it when it is long. */
  output: string
}

/** What is left of an error when all that is particular to one run is taken away. Holds no secret. */
export interface Fingerprint {
  /** The format of the message: `pytest`, `rustc`, `go`; '' when it was recognised by none. */
  format: string
  ecosystem: Ecosystem
  /** Class or code: `ModuleNotFoundError`, `E0308`, `TS2345`; '' without one. */
  errorClass: string
  /** What kind of mistake it is, across languages: `missing-module`; '' when unknown. */
  family: string
  /** The message with placeholders that keep their kind: `expected <n> arguments, got <n>`. */
  template: string
  /** Names that the message quotes, in lower case: modules, types, functions, files. */
  names: string[]
  /** Stems of the words that carry the meaning. */
  words: string[]
  /** What the tool itself proposes, with placeholders; '' when it proposes nothing. */
  proposal: string
  /** Where it happened, without line: `src/app.py load_config`, a test's name; '' when unknown. */
  place: string
  /** SHA-1 of ecosystem, class and template. */
  key: string
}

/** One error of an output. */
export interface FoundError {
  fingerprint: Fingerprint
  /** The message as it came, redacted, one line. */
  message: string
  /** Line of the output, from 1. */
  line: number
}

export interface FileChange {
  path: string
  change: 'added' | 'changed' | 'deleted'
  added: number
  deleted: number
  /** Changed lines as a unified diff without header, bounded and redacted; '' where there is no text to show. */
  excerpt: string
}

/** What the fix changed. Names that an error quotes matter for all but `code`. */
export type FixKind = 'dependency' | 'import' | 'configuration' | 'code' | 'command'

/** What was changed between an error and the next success of the same command. */
export interface Fix {
  id: string
  fingerprint: Fingerprint
  /** The error as it came, redacted, a few lines. */
  error: string
  command: string
  kind: FixKind
  files: FileChange[]
  /** Commands that succeeded in between and change what others see: `pip install x`. */
  commands: string[]
  /** When it was first and last seen to work, ms since the epoch. */
  at: number
  lastAt: number
  /** How often it was applied to such an error, and how often success followed. */
  tried: number
  worked: number
  /** How often it was advised and something else was the fix. */
  misled: number
}

/** An error that waits for the next success of its command. */
export interface OpenCase {
  id: string
  command: string
  fingerprint: Fingerprint
  error: string
  openedAt: number
  lastAt: number
  /** The project's state when the error was first seen, for `ProjectStates`. */
  mark: string
  /** The project's state when it was last seen. */
  lastMark: string
  /** Fixes that were advised for it. */
  advised: string[]
  /** What changed until a later run of the command no longer had this error, though it failed; null before that. */
  left: { files: FileChange[]; commands: string[] } | null
}

/** What a person thought of a fix or of a hit of the search. The last word of a person on a thing counts. */
export interface Vote {
  id: string
  /** `fix:<id>`, or the path of a hit. */
  target: string
  /** Name of the symbol or heading; '' for a fix. */
  name: string
  /** What was searched, redacted; '' for a fix. */
  query: string
  useful: boolean
  by: Author
  at: number
}

/** Rows to put, each in the place of the one with its id, and ids to take away; all at once. */
export interface LearningChange {
  fixes?: Fix[]
  cases?: OpenCase[]
  votes?: Vote[]
  without?: { fixes?: string[]; cases?: string[]; votes?: string[] }
}

/** Remembers what the project held, so that it can be told later what changed. */
export interface ProjectStates {
  /** Takes note of the project as it is now. The same state has the same mark; it holds across restarts. */
  mark(): Promise<string>
  /** What changed since, bounded; empty when the mark is unknown. */
  since(mark: string): Promise<FileChange[]>
  /** Forgets all marks but these. */
  keep(marks: ReadonlySet<string>): Promise<void>
}

export interface AdvisedFix {
  id: string
  /** 0..1: how like the errors are, times how the fix did before, times what people thought of it. */
  confidence: number
  similarity: number
  record: { worked: number; tried: number; misled: number; useful: number; notUseful: number }
  kind: FixKind
  /** One line: what to do. */
  summary: string
  evidence: { error: string; command: string; files: FileChange[]; commands: string[]; at: number }
  /** Reasons, the strongest first, for people. */
  why: string[]
}

/** What a run taught. */
export interface Learnt {
  /** What is known about the errors of a run that failed; null for one that did not. */
  advice: Advice | null
  /** Fixes that this success confirmed or made known. */
  learnt: { id: string; summary: string; worked: number; tried: number }[]
}

/** What people and programs change in what is learnt. */
export interface LearningActions {
  /** Keeps a run and learns from it. */
  record(run: Execution): Promise<Learnt>
  /** Forgets one fix, or all that was learnt from runs with null. Resolves with the number of fixes. */
  forget(id: string | null): Promise<number>
  /** A person's word on a hit or a fix replaces the one that they gave before. */
  vote(vote: { target: string; name: string; query: string; useful: boolean }, by: Author, at: number): Promise<void>
  /** Forgets the votes on one target, or all with null. Resolves with their number. */
  resetVotes(target: string | null): Promise<number>
}

export interface Advice {
  /** The error that the advice is for; null when none was found in the output. */
  error: { message: string; errorClass: string; family: string; line: number } | null
  /** The best first; at most three. */
  fixes: AdvisedFix[]
  /** Why there is no advice, for people; '' when there is some. */
  reason: string
}
