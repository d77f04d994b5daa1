import { defineErrorFormat, type RawError } from './_define-error-format.ts'

const ERROR =
  /^[\s│|]*(?:Uncaught |\[cause\]: |Caused by: |● .*› )?(?:\[?((?:[A-Z]\w*)?(?:Error|Exception))\]?)(?: \[([A-Z][A-Z\d_]+)\])?: (\S.*?)\s*$/
const FRAME = /^\s+at (?:(?:async )?([^\s(]+) )?\(?(?:file:\/\/)?([^()]+?):\d+:\d+\)?(?: \{)?$/
const TEST = /^\s*(?:✖|✗|×|not ok \d+ -|●|FAIL)\s+(.+?)(?: \([\d.]+m?s\))?\s*$/

/** What Node prints for an exception, alone or within node:test, TAP, Jest, Vitest and Mocha. */
export default defineErrorFormat({
  id: 'node',
  ecosystem: 'javascript',
  rank: 3,
  programs: /^(?:node|npm|npx|pnpm|yarn|bun|deno|jest|vitest|mocha|tsx|ts-node|uvu|ava|tap)$/,
  find(lines) {
    const errors: RawError[] = []
    let test = ''
    for (const [index, line] of lines.entries()) {
      test = TEST.exec(line)?.[1] ?? test
      const error = ERROR.exec(line) ?? null
      if (error) errors.push(exception(lines, index, error, test))
      const tap = /^\s+error: (?:'(.+)'|"(.+)"|(\|-))\s*$/.exec(line)
      if (tap) errors.push(...tapError(lines, index, tap[1] ?? tap[2] ?? null, test))
    }
    return once(errors)
  },
})

function exception(lines: readonly string[], index: number, error: RegExpExecArray, test: string): RawError {
  const [, name = '', code, said = ''] = error
  // `Error: ENOENT: no such file or directory` says its code in the text, Node's own errors in a field below.
  const system = /^(E[A-Z\d]{3,}): /.exec(said)?.[1]
  const field = lines.slice(index, index + 30).find((line) => /^\s+code: '[A-Z_\d]+'/.test(line))
  const errorClass = code ?? system ?? (name === 'Error' ? field?.match(/'([A-Z_\d]+)'/)?.[1] : undefined) ?? name
  const where = lines
    .slice(index + 1, index + 25)
    .map((line) => FRAME.exec(line))
    .find((frame) => frame && isOwn(frame[2]!))
  const place = [where?.[2], where?.[1], test].filter((part) => part).join(' ')
  return {
    index,
    errorClass: errorClass === 'ERR_ASSERTION' ? 'AssertionError' : errorClass,
    message: whole(lines, index, said),
    place,
  }
}

/** A message that ends with a colon goes on below. */
function whole(lines: readonly string[], index: number, said: string): string {
  if (!said.endsWith(':')) return said
  const rest = lines.slice(index + 1, index + 8).map((line) => line.trim())
  return [
    said,
    ...rest.filter((line) => line !== '' && !/^(?:at |\+ actual|\{|generated)/.test(line)).slice(0, 2),
  ].join(' ')
}

function tapError(lines: readonly string[], index: number, said: string | null, test: string): RawError[] {
  const below = lines.slice(index, index + 40)
  const field = (name: string) =>
    below.find((line) => new RegExp(`^\\s+${name}: `).test(line))?.match(/: '?([^']+)'?$/)?.[1]
  const name = field('name')
  const code = field('code')
  if (name === undefined && code === undefined) return []
  if (code === 'ERR_TEST_FAILURE' && name === undefined && /subtests? failed/.test(said ?? '')) return []
  const message =
    said ??
    below
      .slice(1, 4)
      .map((line) => line.trim())
      .join(' ')
  const errorClass =
    code && !/^ERR_(?:TEST_FAILURE|ASSERTION)$/.test(code)
      ? code
      : code === 'ERR_ASSERTION'
        ? 'AssertionError'
        : (name ?? '')
  return [{ index, errorClass, message, place: test }]
}

function isOwn(path: string): boolean {
  return !/^node:|node_modules|^internal\//.test(path)
}

/** Reporters print the same error beside the test and in the summary. */
function once(errors: RawError[]): RawError[] {
  const seen = new Set<string>()
  return errors.filter(({ errorClass, message }) => {
    const key = `${errorClass} ${message}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
