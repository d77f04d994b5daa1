import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sessions from '@tlc/core/document/collections/sessions'
import { sessionRoom } from '@tlc/core/document/rooms'
import { type AnyIntent, checkInput } from '@tlc/core/intents/_define-intent'
import { intents } from '@tlc/core/intents.generated'
import { createWorkspace } from '@tlc/tui/app/workspace'
import { createTheme } from '@tlc/tui/screen/theme'
import type * as Y from 'yjs'
import { type LinkDouble, linkDouble } from './link-double.ts'
import { type TerminalDouble, terminalDouble } from './terminal-double.ts'

export interface ActingWorkspace {
  terminal: TerminalDouble
  link: LinkDouble
  project: Y.Doc
  /** Room of the session `s`, which is open. */
  session: Y.Doc
  root: string
  /** Programs that were run in the terminal: command and arguments. */
  spawned: string[][]
  /** Presses keys by their names, each once the frame of the one before is drawn. */
  press(...names: string[]): Promise<void>
  /** Types text into a prompt, and enter. */
  type(text: string): Promise<void>
  screen(): Promise<string>
  /** Resolves with the next frame with which nothing is on its way. */
  drawn(): Promise<void>
  /** Exit code, once the person left. */
  ended: Promise<number>
  dispose(): void
}

/** A workspace on doubles of terminal and link, whose intents are the real ones and act on the documents at once. */
export async function actingWorkspace({ columns = 130, rows = 40 } = {}): Promise<ActingWorkspace> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'tlc-acting-')))
  const terminal = terminalDouble(columns, rows)
  const link = linkDouble()
  const spawned: string[][] = []
  const waiting = new Set<() => void>()
  const me = { id: link.self!.id, name: link.self!.name }
  sessions.put(link.project, 's', { title: 'First', state: 'open', createdBy: me, createdAt: 1 })
  answerIntents(link)
  const workspace = createWorkspace({
    terminal,
    theme: createTheme({ depth: '256', unicode: true }),
    root,
    name: 'sample',
    env: { XDG_STATE_HOME: root, EDITOR: 'ed' },
    spawn: async (command, args) => void spawned.push([command, ...args]),
    onFrame(idle) {
      if (!idle) return
      for (const resolve of waiting) resolve()
      waiting.clear()
    },
  })
  const drawn = () => new Promise<void>((resolve) => waiting.add(resolve))
  const press = async (...names: string[]) => {
    for (const name of names) {
      const frame = drawn()
      terminal.press(name)
      await frame
    }
  }
  const frame = drawn()
  await workspace.connect(link)
  await frame
  return {
    terminal,
    link,
    project: link.project,
    session: link.doc(sessionRoom('s')),
    root,
    spawned,
    press,
    type: (text) => press(...text, 'enter'),
    screen: () => terminal.text(),
    drawn,
    ended: workspace.ended,
    dispose() {
      workspace.end(0)
      rmSync(root, { recursive: true, force: true })
    },
  }
}

function answerIntents(link: LinkDouble): void {
  let now = 1_000
  let ids = 0
  const engine = {
    rerun: () => {},
    refreshPlan: async () => {},
    pages: () => Promise.reject(new Error('it keeps no pages')),
    learning: () => Promise.reject(new Error('it learns nothing')),
  }
  for (const intent of intents as unknown as AnyIntent[]) {
    link.answers.set(intent.id, (input) => {
      checkInput(intent.input, input, intent.id)
      const made = intent.room === 'new-session' ? `new${++ids}` : null
      const sessionId = made ?? (input as { session?: string }).session ?? 's'
      const ctx = {
        project: link.project,
        session: link.doc(sessionRoom(sessionId)),
        sessionId,
        author: { id: link.self!.id, name: link.self!.name },
        role: link.self!.role,
        now: ++now,
        newId: () => `id${++ids}`,
        engine,
      }
      return intent.run(ctx, input as never)
    })
  }
}
