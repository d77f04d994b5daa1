import { createInterface } from 'node:readline'
import { errorText } from '@tlc/core/system/error'
import type { Output } from './define-command.ts'

/** Requests that run at once; the answers keep the order of the requests. */
const MOST_AT_ONCE = 32

/**
 * Answers each NDJSON line of `input` with one line. A line that cannot be answered gets `{…request, error}` in its
 * place, so that a caller may match answers to requests by counting.
 */
export async function answerBatch(
  { input, out, signal }: { input: NodeJS.ReadableStream; out: Output; signal: AbortSignal },
  answer: (request: unknown) => Promise<object>,
): Promise<void> {
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })
  signal.addEventListener('abort', () => lines.close(), { once: true })
  const waiting = new Set<Promise<void>>()
  let written: Promise<void> = Promise.resolve()
  for await (const line of lines) {
    if (out.closed || signal.aborted) break
    if (line.trim() === '') continue
    const answered = answerLine(line, answer)
    const before = written
    written = (async () => {
      await before
      await out.write(`${JSON.stringify(await answered)}\n`)
    })()
    const turn = written.finally(() => waiting.delete(turn))
    waiting.add(turn)
    if (waiting.size >= MOST_AT_ONCE) await Promise.race(waiting)
  }
  await written
}

async function answerLine(line: string, answer: (request: unknown) => Promise<object>): Promise<object> {
  let request: unknown
  try {
    request = JSON.parse(line)
  } catch {
    return { error: `Expected one JSON object a line, got \`${line.slice(0, 80)}\`` }
  }
  try {
    return await answer(request)
  } catch (thrown) {
    const echo = typeof request === 'object' && request !== null ? request : {}
    return { ...echo, error: errorText(thrown) }
  }
}
