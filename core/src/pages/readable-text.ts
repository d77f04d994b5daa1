import { fileURLToPath } from 'node:url'
import { shape, text } from '../document/check.ts'
import { TlcError } from '../system/error.ts'
import type { System } from '../system/system.ts'
import type { ReadableText } from './readable/read-html.ts'

const PROGRAM = fileURLToPath(
  new URL(
    import.meta.url.endsWith('.ts') ? './readable/read-html-process.ts' : './readable/read-html-process.js',
    import.meta.url,
  ),
)
const MOST_MEMORY_MB = 384
const MOST_OUTPUT = 64 * 1024 * 1024
const answer = shape({ title: text, text, licence: text })

/**
 * What a person would read of an HTML page. A process of its own finds it, which may read files but not write any and start
 * nothing, has a limit of memory and of time, and ends afterwards: pages are hostile, and large ones cost memory. Rejects with
 * `page/too-complex`, `page/no-text`, or the signal's reason.
 */
export async function readableText(
  html: string,
  {
    system,
    url,
    timeoutMs = 15_000,
    signal,
  }: { system: System; url: string; timeoutMs?: number; signal?: AbortSignal | undefined },
): Promise<ReadableText> {
  const flags = [`--max-old-space-size=${MOST_MEMORY_MB}`, '--permission', '--allow-fs-read=*', '--no-warnings']
  const run = await system.processes
    .run(process.execPath, [...flags, ...conditions(), PROGRAM], {
      input: html,
      timeoutMs,
      maxBytes: MOST_OUTPUT,
      ...(signal && { signal }),
    })
    .catch((thrown: unknown) => {
      if (thrown instanceof TlcError && thrown.code.startsWith('process/t')) throw tooComplex(url, thrown)
      throw thrown
    })
  if (run.code !== 0) throw tooComplex(url, run.stderr)
  const found = parsed(run.stdout)
  if (found === null) throw tooComplex(url, run.stderr)
  if (found.text.trim() === '') throw noText(url)
  return found
}

/** From the sources, packages of this workspace are found unbuilt by the conditions of this process. */
function conditions(): string[] {
  return process.execArgv.filter((word) => word.startsWith('--conditions='))
}

function parsed(output: Uint8Array): ReadableText | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(output).toString('utf8'))
    return answer.problem(value) === null ? (value as ReadableText) : null
  } catch {
    return null
  }
}

function tooComplex(url: string, cause: unknown): TlcError {
  return new TlcError(
    'page/too-complex',
    `The text of ${url} could not be found within the limits of time and memory. Nothing was stored.`,
    { hint: 'Save the part that matters as text and learn the file.', cause },
  )
}

function noText(url: string): TlcError {
  return new TlcError('page/no-text', `Expected text at ${url}, found none that could be read. Nothing was stored.`, {
    hint: 'A page that a script writes shows nothing to programs: save it from a browser and learn the file.',
  })
}
