import type { SymbolRow } from '../engine/answers.ts'
import { TlcError } from '../system/error.ts'
import { defineTool } from './_define-tool.ts'
import { knownPath } from './_known-path.ts'
import { listed, plain } from './_lines.ts'
import { offsetOf } from './_offset.ts'

/** Of one answer of the engine. */
const MOST_ROWS = 500

export default defineTool({
  id: 'symbols',
  title: 'Definitions by name, or of a file',
  description:
    'Lists definitions whose name fits, the best first; or with path, all definitions of that file from the top down.',
  access: 'read',
  input: {
    name: { type: 'string', description: 'A name or a part of it', maxLength: 200, optional: true },
    path: { type: 'string', description: 'A file of the project', maxLength: 1_000, optional: true },
    limit: { type: 'integer', description: 'Most definitions', minimum: 1, maximum: 200, default: 30, optional: true },
    offset: offsetOf('Definitions', MOST_ROWS),
  },
  async run({ name, path, limit = 30, offset = 0 }, context) {
    const { request } = context
    if ((name === undefined) === (path === undefined)) {
      throw new TlcError('input/invalid', 'Expected either `name` or `path`, got neither or both.')
    }
    // Of a project that is still read, an empty answer would be a false one.
    await request('analysis.wait', {})
    // One more than is shown tells that there are more.
    const found =
      path === undefined
        ? await request<SymbolRow[]>('symbols.search', { query: name, limit: Math.min(offset + limit + 1, MOST_ROWS) })
        : (await request<{ symbols: SymbolRow[] }>('file.outline', { path: await knownPath(path, context) })).symbols
    const symbols = found.slice(offset, offset + limit)
    const lines = symbols.map(
      (one) =>
        `${plain(one.path)}:${one.line}-${one.endLine} ${one.kind} ${plain(one.container ? `${one.container}.${one.name}` : one.name)}: ${plain(one.signature, 120)}`,
    )
    return {
      text: listed(lines, {
        total: found.length - offset,
        more: `offset ${offset + symbols.length}${path === undefined ? ', or give more of the name; there may be others' : ''}`,
        none: 'No definition fits.',
      }),
      details: { symbols },
    }
  },
})
