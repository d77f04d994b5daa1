/** Record types of the shared document. Browser-safe. Paths are relative to the project and use `/`. Times are ms since the epoch. */

export type Severity = 'error' | 'warning' | 'info'
export type SkipReason =
  | 'binary'
  | 'too-large'
  | 'minified'
  | 'encoding'
  | 'unreadable'
  | 'vanished'
  | 'symlink-loop'
  | 'not-a-file'
  | 'too-deep'
  | 'failed'

/** One file of the project. Fields are short because a project holds 100,000 of these. */
export interface FileRecord {
  /** Language id, or the file type by its extension (`md`, `json`), or '' when unknown. */
  language: string
  bytes: number
  lines: number
  code: number
  comments: number
  functions: number
  /** Highest cyclomatic complexity of a function in the file; 0 without functions. */
  complexity: number
  /** 0..100, null without a grammar. */
  maintainability: number | null
  /** Findings by severity: error, warning, info. Dismissed ones count until triage hides them in the view. */
  findings: [number, number, number]
  /** Why the file was listed but not analysed. */
  skipped?: SkipReason
}

export interface FindingRecord {
  rule: string
  severity: Severity
  line: number
  column: number
  endLine: number
  endColumn: number
  message: string
  cwe: number[]
  fingerprint: string
  /** For notebooks: index of the cell; lines then count within the cell. */
  cell?: number
}

export interface TriageRecord {
  state: 'accepted' | 'dismissed'
  reason: string
  by: Author
  at: number
}

export interface Author {
  id: string
  name: string
}

/** Fixed keys of the collection `overview`, each replaced whole when it really changes. */
export interface OverviewRecords {
  project: {
    name: string
    openedAt: number
    git: { branch: string | null; head: string | null; detached: boolean; shallow: boolean } | null
  }
  /** What the project says of itself, in a sentence or two, and the file that says it; '' when it says nothing. */
  about: { text: string; from: string }
  totals: {
    files: number
    analysed: number
    skipped: number
    lines: number
    code: number
    comments: number
    functions: number
    symbols: number
    bytes: number
  }
  languages: { language: string; files: number; lines: number; code: number }[]
  /** 0..100 and how it came about; `parts` add up to 100 minus the score. */
  health: { score: number; parts: { name: string; lost: number; because: string }[] }
  findings: {
    error: number
    warning: number
    info: number
    byRule: { rule: string; severity: Severity; count: number }[]
  }
  complexity: {
    over10: number
    over20: number
    worst: { path: string; name: string; line: number; cyclomatic: number }[]
  }
  /** Commits by week, oldest first; `start` is the Monday of the first week. At most 104 weeks. */
  activity: { start: number; weeks: number[] } | null
  analysis: {
    state: 'scanning' | 'analysing' | 'ready' | 'failed'
    revision: number
    finishedAt: number
    tookMs: number
    parsed: number
    reused: number
    message: string
  }
  history: {
    state: 'none' | 'reading' | 'ready' | 'failed'
    commits: number
    authors: number
    firstAt: number
    lastAt: number
    message: string
  }
}

export interface HotspotRecord {
  path: string
  revisions: number
  added: number
  deleted: number
  complexity: number
  lines: number
  /** 0..1: normalised revisions times normalised lines of code. */
  score: number
  authors: number
  mainAuthor: string
  mainAuthorShare: number
  lastChanged: number
  /** Revisions in each of the last 12 months, oldest first. */
  trend: number[]
}

export interface CoChangeRecord {
  a: string
  b: string
  together: number
  /** Share of the commits of the rarer file that also touched the other, 0..1. */
  degree: number
}

export interface OwnerRecord {
  name: string
  commits: number
  files: number
  /** Files in which this person wrote more than half of the added lines. */
  owns: number
  lastAt: number
}

/** Fixed keys of the collection `history`. */
export interface HistoryRecords {
  hotspots: HotspotRecord[]
  coChanges: CoChangeRecord[]
  owners: OwnerRecord[]
  /** Smallest number of people who together own more than half of the files. */
  busFactor: { people: number; names: string[] }
}

export interface SessionRecord {
  title: string
  state: 'open' | 'closed'
  createdBy: Author
  createdAt: number
  closedAt?: number
}

export interface MessageRecord {
  id: string
  author: Author
  at: number
  kind: 'text' | 'event'
  text: string
}

export interface EvidenceRecord {
  kind: 'finding' | 'complexity' | 'hotspot' | 'co-change' | 'ownership' | 'duplication'
  path: string
  line: number
  endLine: number
  /** What was measured, for people: `cyclomatic 34, changed 51 times by 7 people`. */
  figures: string
  /** Identity in the engine's facts; the step's evidence is gone when the engine no longer sees it. */
  key: string
  gone: boolean
}

export type StepState = 'proposed' | 'approved' | 'rejected' | 'claimed' | 'done'

/** One step of a session's plan: one map entry, replaced whole by the server. */
export interface StepRecord {
  title: string
  why: string
  state: StepState
  /** Sort key, ascending; an intent that reorders writes a value between two neighbours. */
  position: number
  /** The planner's score and its terms, so that "why is this first?" can be answered. */
  score: { value: number; terms: { name: string; value: number; weight: number }[]; formula: string }
  effort: 'minutes' | 'hours' | 'days'
  effect: string
  evidence: EvidenceRecord[]
  claimedBy: Author | null
  /** The last decision: who approved, rejected, completed or reopened it. */
  decision: { state: StepState; by: Author; at: number; reason: string } | null
  /** True once a person acted on the step: the planner then updates nothing but `evidence[].gone`. */
  touched: boolean
  origin: 'planner' | 'person'
}

export interface CommentRecord {
  step: string
  author: Author
  at: number
  text: string
}

/** One run of the engine, or of what people and programs ran in the project and told it of. */
export interface RunRecord {
  kind: 'scan' | 'analyse' | 'history' | 'plan' | 'command' | 'test' | 'cell' | 'tool'
  startedAt: number
  tookMs: number
  outcome: 'ok' | 'failed' | 'cancelled'
  /** `2,788 parsed, 4,010 reused` */
  summary: string
}

/** What a screen tells the others about itself by awareness. The server overwrites `user` from the connection. */
export interface PresenceState {
  user: { id: string; name: string; colour: string; role: Role }
  client: 'terminal' | 'web' | 'jupyter' | 'cli' | 'engine'
  place: { panel: string; path?: string; line?: number } | null
  /** Only of the engine: what runs now, `done` of `total`. Null when idle. */
  progress?: { phase: 'scan' | 'analyse' | 'history' | 'plan' | 'learn'; done: number; total: number } | null
}

/** Roles in rising order of rights. Issue-wide only `owner` is handed out by the socket; the check is by rank. */
export type Role = 'reader' | 'commenter' | 'editor' | 'owner'
