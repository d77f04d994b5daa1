import { existsSync } from 'node:fs'
import { relative, resolve, sep } from 'node:path'
import type { Place, Target } from '@tlc/core/engine/answers'
import type { Requests } from '@tlc/core/link/requests'
import { TlcError } from '@tlc/core/system/error'
import { answerBatch } from './batch.ts'
import { askDaemon } from './connect.ts'
import type { CommandContext } from './define-command.ts'
import { projectRoot } from './project-root.ts'
import { oneLine } from './reports/one-line.ts'

type PlaceOptions = { batch: boolean | undefined; json: boolean | undefined; project: string | undefined }

/** Options of the commands that answer a place in a file with places. */
export const PLACE_OPTIONS = {
  batch: {
    type: 'boolean',
    summary: 'Read one request a line from standard input: {path, line, column}, path relative to the project',
  },
  json: { type: 'boolean', summary: 'Print one JSON object for each request' },
  project: { type: 'string', value: '<folder>', summary: 'Folder of the project; the current one without it' },
} as const

/**
 * Answers the place in the words, or each place on standard input, by the request `id` of the daemon; `more` is asked
 * along with each.
 */
export async function answerPlaces(
  id: string,
  { options, positionals, cwd, input, out, err, signal }: CommandContext<PlaceOptions>,
  more: Record<string, unknown> = {},
): Promise<number> {
  const root = projectRoot(options.project, cwd)
  const [word] = positionals
  if ((word === undefined) === (options.batch !== true)) {
    const text = `Expected either \`<path>:<line>:<column>\` or \`--batch\`, got ${word === undefined ? 'neither' : 'both'}.`
    throw new TlcError('usage/no-place', text, { hint: 'Example: src/app.ts:10:5' })
  }
  const asked = word === undefined ? null : placeOf(word, cwd, root)
  const answerAll = async (daemon: Requests) => {
    const ask = async (place: Place) => answerOf(place, await daemon.request(id, { ...place, ...more }, { signal }))
    if (asked === null) {
      await answerBatch({ input, out, signal }, async (request) => ask(checkedPlace(request)))
      return
    }
    const found = await ask(asked)
    if (options.json === true) return out.write(`${JSON.stringify(found)}\n`)
    const { targets, leftOut = 0 } = found
    await out.write(
      targets.length === 0 ? 'Nothing found.\n' : targets.map((target) => `${placeText(target)}\n`).join(''),
    )
    if (leftOut > 0) await err.write(`${leftOut} more on something that is not known; --all lists them.\n`)
  }
  await askDaemon({ root, signal, err }, answerAll, { until: 'analysis.wait' })
  return 0
}

type Found = Place & { targets: Target[]; leftOut?: number }

function answerOf(place: Place, { targets, leftOut }: Pick<Found, 'targets' | 'leftOut'>): Found {
  return {
    ...place,
    targets: targets.map(({ path, line, column, certainty }) => ({ path, line, column, certainty })),
    ...(leftOut !== undefined && { leftOut }),
  }
}

function placeText({ path, line, column }: Place): string {
  return `${oneLine(path)}:${line}:${column}`
}

function placeOf(word: string, cwd: string, root: string): Place {
  const [, file, line, column] = word.match(/^(.+):(\d+):(\d+)$/) ?? []
  if (file === undefined) {
    throw new TlcError('usage/bad-place', `Expected \`<path>:<line>:<column>\`, got \`${word}\`.`, {
      hint: 'Example: src/app.ts:10:5',
    })
  }
  if (!existsSync(resolve(cwd, file))) {
    throw new TlcError('usage/no-file', `Expected a file of the project, got \`${file}\`, which does not exist.`)
  }
  const path = relative(root, resolve(cwd, file)).split(sep).join('/')
  return checkedPlace({ path, line: Number(line), column: Number(column) })
}

function checkedPlace(request: unknown): Place {
  const { path, line, column } = (typeof request === 'object' && request !== null ? request : {}) as Partial<
    Record<keyof Place, unknown>
  >
  const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 1
  if (typeof path === 'string' && isCount(line) && isCount(column)) return { path, line, column }
  throw new TlcError('usage/bad-request', 'Expected {"path": text, "line": number from 1, "column": number from 1}')
}
