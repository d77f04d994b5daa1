import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { TlcError } from './error.ts'
import { systemCode } from './file-fault.ts'
import type { Processes, RunOptions, StreamOptions } from './system.ts'

const DEFAULT_TIMEOUT_MS = 30_000
const DEFAULT_MAX_BYTES = 16 * 1024 * 1024
const KEPT_STDERR = 64 * 1024
/** A process that ignores SIGTERM this long is killed. */
const GRACE_MS = 2_000

/** Programs of the real machine. */
export const nodeProcesses: Processes = {
  async run(command, args, options = {}) {
    const maxBytes = options.maxBytes ?? DEFAULT_MAX_BYTES
    const chunks: Uint8Array[] = []
    let bytes = 0
    const ended = await stream(command, args, {
      ...options,
      timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
      onOutput(chunk) {
        bytes += chunk.length
        if (bytes > maxBytes) {
          throw new TlcError(
            'process/too-much-output',
            `${command} wrote more than the ${maxBytes} bytes that are allowed`,
          )
        }
        chunks.push(chunk)
      },
    })
    return { ...ended, stdout: Buffer.concat(chunks) }
  },
  stream,
}

async function stream(command: string, args: readonly string[], options: StreamOptions) {
  options.signal?.throwIfAborted()
  const child = start(command, args, options)
  const stops = stopOnDemand(child, command, options)
  let stderr = ''
  child.stderr.setEncoding('utf8')
  child.stderr.on('data', (text: string) => {
    stderr = (stderr + text).slice(-KEPT_STDERR)
  })
  // The program may end without reading its input: that is its right, and its exit code tells.
  child.stdin.on('error', () => {})
  child.stdin.end(options.input)
  const exit = new Promise<number | null>((resolve, reject) => {
    child.on('error', (thrown) => reject(startFault(thrown, command)))
    child.on('close', (code) => resolve(code))
  })
  exit.catch(() => {})
  try {
    await handOver(child, options)
    const code = await exit
    stops.throwIfStopped()
    return { code, stderr }
  } catch (thrown) {
    child.kill('SIGKILL')
    stops.throwIfStopped()
    await exit
    throw thrown
  } finally {
    stops.clear()
  }
}

function start(
  command: string,
  args: readonly string[],
  options: RunOptions | StreamOptions,
): ChildProcessWithoutNullStreams {
  try {
    return spawn(command, args, {
      cwd: options.cwd,
      env: options.env as NodeJS.ProcessEnv | undefined,
      shell: false,
      windowsHide: true,
    })
  } catch (thrown) {
    throw startFault(thrown, command)
  }
}

async function handOver(child: ChildProcessWithoutNullStreams, options: StreamOptions): Promise<void> {
  for await (const chunk of child.stdout) await options.onOutput(chunk)
}

function stopOnDemand(child: ChildProcessWithoutNullStreams, command: string, { timeoutMs, signal }: StreamOptions) {
  let stopped: { why: unknown } | undefined
  let kill: NodeJS.Timeout | undefined
  const stop = (why: unknown) => {
    stopped ??= { why }
    child.kill('SIGTERM')
    kill ??= setTimeout(() => child.kill('SIGKILL'), GRACE_MS).unref()
    // A grandchild may hold the pipe open after the child is gone.
    child.stdout.destroy()
  }
  const onAbort = () => stop(signal?.reason)
  const timer =
    timeoutMs === undefined
      ? undefined
      : setTimeout(
          () => stop(new TlcError('process/timeout', `${command} took longer than ${timeoutMs} ms`)),
          timeoutMs,
        )
  signal?.addEventListener('abort', onAbort, { once: true })
  return {
    throwIfStopped() {
      if (stopped) throw stopped.why
    },
    clear() {
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
      child.once('exit', () => clearTimeout(kill))
    },
  }
}

function startFault(thrown: unknown, command: string): TlcError {
  if (systemCode(thrown) === 'ENOENT') {
    return new TlcError('process/missing', `${command} cannot be started: no such program or working folder`, {
      hint: `Install ${command}, or put it on the PATH.`,
      cause: thrown,
    })
  }
  return new TlcError(
    'process/failed',
    `${command} cannot be started: ${thrown instanceof Error ? thrown.message : String(thrown)}`,
    {
      cause: thrown,
    },
  )
}
