import type * as Y from 'yjs'
import type { Check } from '../document/check.ts'
import type { Author, Role } from '../document/records.ts'
import type { LearningActions } from '../learning/contract.ts'
import type { PageActions } from '../pages/contract.ts'
import { TlcError } from '../system/error.ts'

/** What intents may ask of the engine. */
export interface EngineActions {
  /** Scans again; `fresh` parses every file even where nothing changed. */
  rerun(options: { fresh: boolean }): void
  /** Compares a session's plan with the evidence. */
  refreshPlan(sessionId: string): Promise<void>
  /** Pages and folders that are kept as knowledge. */
  pages(): Promise<PageActions>
  /** Runs, their fixes, and what people think of fixes and hits. */
  learning(): Promise<LearningActions>
}

/** What an intent works on. Time and ids come from here, so that the same call gives the same documents. */
export interface IntentContext {
  project: Y.Doc
  author: Author
  role: Role
  /** ms since the epoch. */
  now: number
  newId(): string
  engine: EngineActions
}

export interface SessionIntentContext extends IntentContext {
  session: Y.Doc
  sessionId: string
}

interface Facts<Input> {
  /** `<subject>-<verb>`, the file's name. */
  id: string
  /** What it does, one line, for people and agents. */
  summary: string
  /** The least role that may do it. */
  role: Role
  input: Check<Input>
}

/** An intent that changes the project room alone. */
export interface ProjectIntent<Input, Result> extends Facts<Input> {
  room: 'project'
  /** Checks, then writes, all at once: it must not throw after its first write. Its result goes to the caller as JSON. */
  run(ctx: IntentContext, input: Input): Result | Promise<Result>
}

/** An intent on one session, named by `session` in its input. */
export interface SessionIntent<Input extends { session: string }, Result> extends Facts<Input> {
  room: 'session'
  /** As of a project intent. */
  run(ctx: SessionIntentContext, input: Input): Result | Promise<Result>
}

/** An intent that makes a session: the server chooses its id and opens its room. */
export interface NewSessionIntent<Input, Result> extends Facts<Input> {
  room: 'new-session'
  run(ctx: SessionIntentContext, input: Input): Result | Promise<Result>
  /** What follows once the session is durable. Nobody waits for it; a fault goes to the log. */
  after?(ctx: SessionIntentContext): Promise<void>
}

/** Any intent, as the server sees it before the input is checked. */
export interface AnyIntent extends Facts<unknown> {
  room: 'project' | 'session' | 'new-session'
  run(ctx: SessionIntentContext, input: never): unknown
  after?(ctx: SessionIntentContext): Promise<void>
}

/** One thing that people and agents can do to the shared document. */
export function defineIntent<Input, Result>(intent: ProjectIntent<Input, Result>): ProjectIntent<Input, Result>
export function defineIntent<Input extends { session: string }, Result>(
  intent: SessionIntent<Input, Result>,
): SessionIntent<Input, Result>
export function defineIntent<Input, Result>(intent: NewSessionIntent<Input, Result>): NewSessionIntent<Input, Result>
export function defineIntent(intent: unknown): unknown {
  return intent
}

/** Throws `intent/invalid-input` when the input does not fit. */
export function checkInput<T>(check: Check<T>, input: unknown, id: string): T {
  const problem = check.problem(input)
  if (problem !== null) {
    throw new TlcError('intent/invalid-input', `${id}: ${problem}`, { hint: `Send ${check.expects}.` })
  }
  return input as T
}
