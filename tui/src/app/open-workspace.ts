import { spawn } from 'node:child_process'
import { basename } from 'node:path'
import type { Link } from '@tlc/core/link/contract'
import { errorText } from '@tlc/core/system/error'
import { openTerminal } from '../screen/terminal.ts'
import { themeFor } from '../screen/theme.ts'
import { createWorkspace } from './workspace.ts'

export interface OpenOptions {
  root: string
  env: NodeJS.ProcessEnv
  /** Connects to the daemon, starting it when it does not run. Called once the first frame is on the screen. */
  attach(): Promise<Link>
  /** Ends the workspace; its reason is the exit code. */
  signal?: AbortSignal
  ascii?: boolean
  mouse?: boolean
}

/** Opens the full-screen workspace on standard input and output; resolves with the exit code once the person leaves. */
export async function openWorkspace(options: OpenOptions): Promise<number> {
  const { root, env, attach, signal, ascii = false, mouse = true } = options
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
    attach().then(
      (link) => workspace.connect(link).catch((fault) => workspace.fail(errorText(fault))),
      (fault) => workspace.fail(errorText(fault)),
    )
    return await workspace.ended
  } finally {
    terminal.close()
  }
}

function runInTerminal(command: string, args: string[], cwd: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio: 'inherit' })
    child.once('error', reject)
    child.once('exit', () => resolve())
  })
}
