// Entry of `tlc`. Imports little: what a command does not use is not loaded for it.
import { existsSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { resolve } from 'node:path'
import { compileCache } from '@tlc/core/system/paths'
import { commands } from './commands.generated.ts'
import type { CommandDefinition } from './define-command.ts'
import { standardOutput } from './output.ts'
import { resolveQuickly } from './quick-resolve.ts'

// The launcher and the daemon's starter set the variable, so that even this file is in the cache. It is not for the
// programs that are started from here.
const compiled = compileCache(process.env)
if (process.env.NODE_COMPILE_CACHE === compiled) delete process.env.NODE_COMPILE_CACHE
else enableCompileCache(compiled)

resolveQuickly()

const registry: Record<string, () => Promise<{ default: CommandDefinition }>> = commands

/** Where npm started the process from, when it was `npm start` in the clone that moved it elsewhere. */
function startingFolder(env: NodeJS.ProcessEnv): string {
  const byStart = env.npm_lifecycle_event === 'start' && env.npm_package_name === 'turbo-local-coder-workspace'
  return (byStart && env.INIT_CWD) || process.cwd()
}

async function main(argv: string[]): Promise<number> {
  const cwd = startingFolder(process.env)
  // A shell inside the workspace must not take the folder of this start for its own.
  delete process.env.INIT_CWD
  const out = standardOutput(process.stdout, process.env)
  const err = standardOutput(process.stderr, process.env)
  const debug = argv.includes('--debug') || (process.env.TLC_DEBUG ?? '') !== ''
  const stop = new AbortController()
  onInterrupt(stop)
  try {
    const { name, rest } = chooseCommand(argv, cwd)
    const load = Object.hasOwn(registry, name) ? registry[name]! : undefined
    if (load === undefined) {
      const { unknownCommand } = await import('./parse.ts')
      throw unknownCommand(name, Object.keys(registry))
    }
    const command = (await load()).default
    const { parseCommand } = await import('./parse.ts')
    const parsed = parseCommand(command, rest)
    if (parsed.help) {
      const { commandHelp } = await import('./help-text.ts')
      await out.write(commandHelp(command))
      return 0
    }
    const { options, positionals } = parsed
    return await command.run({
      options,
      positionals,
      env: process.env,
      cwd,
      out,
      err,
      input: process.stdin,
      signal: stop.signal,
    })
  } catch (thrown) {
    if (stop.signal.aborted) return stop.signal.reason
    const { failure } = await import('./failure.ts')
    const { text, exitCode } = failure(thrown, { debug })
    // Who cannot be told reads the exit code.
    await err.write(text).catch(() => {})
    return exitCode
  }
}

/** The command that the words ask for; a path, or no word at all, opens the workspace. */
function chooseCommand(argv: string[], cwd: string): { name: string; rest: string[] } {
  const [first, ...rest] = argv
  if (first === undefined) return { name: 'open', rest: [] }
  if (first === '--version' || first === '-v') return { name: 'version', rest }
  if (first === '--help' || first === '-h') return { name: 'help', rest }
  if (Object.hasOwn(registry, first)) return { name: first, rest }
  const isPath = first.startsWith('-') || /[./\\~]/.test(first) || existsSync(resolve(cwd, first))
  return isPath ? { name: 'open', rest: argv } : { name: first, rest }
}

/** Signal → exit code, 128 and the signal's number. */
const SIGNALS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 }

/** The first Ctrl+C asks the command to stop, the second does not wait for it. */
function onInterrupt(stop: AbortController): void {
  for (const [signal, code] of Object.entries(SIGNALS)) {
    process.on(signal, () => {
      if (stop.signal.aborted) process.exit(code)
      stop.abort(code)
    })
  }
}

process.exit(await main(process.argv.slice(2)))
