import { spawn } from 'node:child_process'
import { constants as access, accessSync, statSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, join } from 'node:path'
import type { Readable } from 'node:stream'
import type { Output } from './define-command.ts'

export interface CommandRun {
  /** 128 and the signal's number for what a signal ended, as shells say it. */
  exitCode: number
  outcome: 'ok' | 'failed' | 'cancelled'
  /** ms since the epoch. */
  startedAt: number
  tookMs: number
  /** The end of what it printed on both streams, in the order in which it came. */
  output: string
}

export interface RunWords {
  command: readonly string[]
  cwd: string
  env: NodeJS.ProcessEnv
  out: Output
  err: Output
  signal: AbortSignal
  /** A pseudo-terminal instead of pipes: the command finds the terminal that it would find without us. */
  terminal: boolean
}

const KEPT_BYTES = 256 * 1024
/** What shells answer for a program that is not there, and for one that may not be run. */
const NOT_FOUND = 127
const NOT_ALLOWED = 126
const STOPPED = new Set([129, 130, 143])

/** Runs a program without a shell, hands on what it prints as it comes, and keeps the end of it. */
export async function runCommand(words: RunWords): Promise<CommandRun> {
  const startedAt = Date.now()
  const from = performance.now()
  const kept = keepEnd()
  const missing = unusable(words)
  const exitCode = missing
    ? await refuse(words, missing, kept)
    : await (words.terminal ? inTerminal(words, kept) : throughPipes(words, kept))
  const cancelled = words.signal.aborted || STOPPED.has(exitCode)
  return {
    exitCode,
    outcome: exitCode === 0 ? 'ok' : cancelled ? 'cancelled' : 'failed',
    startedAt,
    tookMs: Math.round(performance.now() - from),
    output: kept.text(),
  }
}

interface Kept {
  add(bytes: Uint8Array): void
  text(): string
}

function keepEnd(): Kept {
  let parts: Uint8Array[] = []
  let size = 0
  return {
    add(bytes) {
      parts.push(bytes)
      size += bytes.length
      if (size < 2 * KEPT_BYTES) return
      parts = [Buffer.concat(parts).subarray(-KEPT_BYTES)]
      size = KEPT_BYTES
    },
    text() {
      const end = Buffer.concat(parts)
      if (end.length < KEPT_BYTES) return end.toString('utf8')
      // Half a line may be half a secret, which nothing would recognise.
      const cut = end.indexOf('\n', end.length - KEPT_BYTES)
      return end.subarray(cut + 1).toString('utf8')
    },
  }
}

function throughPipes({ command, cwd, env, out, err, signal }: RunWords, kept: Kept): Promise<number> {
  const [program, ...args] = command
  const child = spawn(program!, args, { cwd, env, stdio: ['inherit', 'pipe', 'pipe'] })
  const stop = () => {
    // Ctrl+C reaches the whole group of a terminal; a signal sent to this process alone does not.
    if (signal.reason !== 130 || !process.stdin.isTTY) child.kill(signal.reason === 130 ? 'SIGINT' : 'SIGTERM')
  }
  signal.addEventListener('abort', stop, { once: true })
  const handedOn = [handOn(child.stdout, out, kept), handOn(child.stderr, err, kept)]
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, killedBy) => {
      signal.removeEventListener('abort', stop)
      void Promise.all(handedOn).then(() => resolve(code ?? 128 + (killedBy ? constants.signals[killedBy] : 0)))
    })
  })
}

/** A slow reader slows the command; one that has gone takes its pipe away, as it would be without us. */
async function handOn(from: Readable, to: Output, kept: Kept): Promise<void> {
  for await (const bytes of from as AsyncIterable<Buffer>) {
    kept.add(bytes)
    await to.pass(bytes)
    if (to.closed) return
  }
}

async function inTerminal({ command, cwd, env, out, signal }: RunWords, kept: Kept): Promise<number> {
  const { spawn: open } = await import('node-pty')
  const [program, ...args] = command
  const { stdin, stdout } = process
  const size = () => ({ cols: stdout.columns || 80, rows: stdout.rows || 24 })
  const pty = open(program!, args, { name: env.TERM ?? 'xterm-256color', ...size(), cwd, env, encoding: null })
  const onInput = (bytes: Buffer) => pty.write(bytes as unknown as string)
  const onResize = () => pty.resize(size().cols, size().rows)
  const stop = () => pty.kill('SIGTERM')
  let written: Promise<void> = Promise.resolve()
  pty.onData((data) => {
    const bytes = data as unknown as Uint8Array
    kept.add(bytes)
    written = out.pass(bytes)
  })
  stdin.setRawMode(true)
  stdin.on('data', onInput)
  stdin.resume()
  stdout.on('resize', onResize)
  signal.addEventListener('abort', stop, { once: true })
  try {
    const ended = await new Promise<{ exitCode: number; signal?: number }>((resolve) => pty.onExit(resolve))
    await written
    return ended.signal ? 128 + ended.signal : ended.exitCode
  } finally {
    signal.removeEventListener('abort', stop)
    stdout.off('resize', onResize)
    stdin.off('data', onInput)
    stdin.setRawMode(false)
    stdin.pause()
  }
}

/** Why the program cannot be started; null when it can. */
function unusable({ command, cwd, env }: RunWords): typeof NOT_FOUND | typeof NOT_ALLOWED | null {
  const [program = ''] = command
  const places = program.includes('/')
    ? [join(program.startsWith('/') ? '/' : cwd, program)]
    : paths(env).map((path) => join(path, program))
  const files = places.filter((place) => statSync(place, { throwIfNoEntry: false })?.isFile())
  if (files.length === 0) return NOT_FOUND
  return files.some(isRunnable) ? null : NOT_ALLOWED
}

function paths(env: NodeJS.ProcessEnv): string[] {
  return (env.PATH ?? '').split(delimiter).filter((path) => path !== '')
}

function isRunnable(file: string): boolean {
  try {
    accessSync(file, access.X_OK)
    return true
  } catch {
    return false
  }
}

async function refuse({ command, err }: RunWords, code: number, kept: Kept): Promise<number> {
  const text = code === NOT_FOUND ? `command not found: ${command[0]}\n` : `${command[0]}: Permission denied\n`
  kept.add(Buffer.from(text))
  await err.write(`tlc: ${text}`)
  return code
}
