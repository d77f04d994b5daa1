import { spawn } from 'node:child_process'
import { basename } from 'node:path'
import type { Link, Remembered } from '@tlc/core/link/contract'
import { errorText } from '@tlc/core/system/error'
import { openTerminal } from '../screen/terminal.ts'
import { themeFor } from '../screen/theme.ts'
import { createWorkspace, type Workspace } from './workspace.ts'

export interface OpenOptions {
  root: string
  env: NodeJS.ProcessEnv
  /** The project as it was saved last; null when that is not known. Called once the first frame is on the screen. */
  recall(): Promise<Remembered | null>
  /** Connects to the daemon, starting it when it does not run. */
  attach(remembered: Remembered | null): Promise<Link>
  /** Ends the workspace; its reason is the exit code. */
  signal?: AbortSignal
  ascii?: boolean
  mouse?: boolean
}

/** Opens the full-screen workspace on standard input and output; resolves with the exit code once the person leaves. */
export async function openWorkspace(options: OpenOptions): Promise<number> {
  const { root, env, signal, ascii = false, mouse = true } = options
  const terminal = openTerminal({ mouse })
  // A test reads what the screen shows once this sequence says that nothing is on its way.
  const onFrame = env.TLC_E2E ? (idle: boolean) => idle && terminal.write('\x1b]7771;idle\x07') : undefined
  const workspace = createWorkspace({
    terminal,
    theme: themeFor(env, { ascii }),
    root,
    name: basename(root),
    env,
    spawn: (command, args) => runInTerminal(command, args, root),
    ...(onFrame && { onFrame }),
  })
  signal?.addEventListener('abort', () => workspace.end(Number(signal.reason)), { once: true })
  try {
    openProject(workspace, options).catch((fault) => workspace.fail(errorText(fault)))
    return await workspace.ended
  } finally {
    terminal.close()
  }
}

/** Shows what was known last while the daemon is reached, then what it knows now. */
async function openProject(workspace: Workspace, { recall, attach }: OpenOptions): Promise<void> {
  await new Promise(setImmediate)
  const remembered = await recall()
  if (remembered) workspace.recall(remembered.doc)
  await workspace.connect(await attach(remembered))
}

function runInTerminal(command: string, args: string[], cwd: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio: 'inherit' })
    child.once('error', reject)
    child.once('exit', () => resolve())
  })
}
