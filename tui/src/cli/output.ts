import type { WriteStream } from 'node:tty'
import { TlcError } from '@tlc/core/system/error'
import type { Output } from './define-command.ts'

// A file of a hostile project may be named by what makes a terminal type, copy or delete. Colours and the end of a line are
// what tlc itself writes.
const ORDERS = /\x1b(?!\[(?:[\d;]*m|K))|[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\x9f]/g

/**
 * Wraps standard output or standard error. A reader that goes away (`| head`) closes it instead of raising an error; what
 * else keeps text from being written rejects `write` with `output/failed`.
 */
export function standardOutput(stream: WriteStream, env: NodeJS.ProcessEnv): Output {
  let closed = false
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (isGone(error)) closed = true
  })
  const send = (data: string | Uint8Array): Promise<void> =>
    new Promise((resolve, reject) =>
      stream.write(data, (error) => {
        if (error && !isGone(error)) reject(notWritten(error))
        else resolve()
      }),
    )
  return {
    isTerminal: stream.isTTY === true,
    columns: stream.columns || Number(env.COLUMNS) || 100,
    colour: wantsColour(stream.isTTY === true, env),
    get closed() {
      return closed
    },
    write(text) {
      if (closed || text === '') return Promise.resolve()
      const shown = stream.isTTY === true ? text.replace(ORDERS, '\ufffd') : text
      return send(shown)
    },
    pass(bytes) {
      if (closed || bytes.length === 0) return Promise.resolve()
      return send(bytes)
    },
  }
}

function isGone({ code }: NodeJS.ErrnoException): boolean {
  return code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED'
}

function notWritten(cause: Error): TlcError {
  return new TlcError('output/failed', `The output cannot be written, and what came is not all: ${cause.message}`, {
    hint: 'Free some space where it goes, then run the command again.',
    cause,
  })
}

/** https://no-color.org: any value but the empty one switches colour off; `FORCE_COLOR` switches it on in a pipe. */
function wantsColour(isTerminal: boolean, env: NodeJS.ProcessEnv): boolean {
  if ((env.NO_COLOR ?? '') !== '') return false
  if ((env.FORCE_COLOR ?? '') !== '') return env.FORCE_COLOR !== '0'
  return isTerminal && env.TERM !== 'dumb'
}
