import type { Target } from '../engine/answers.ts'
import { defineTool } from './_define-tool.ts'
import { knownPath } from './_known-path.ts'
import { listed, plain } from './_lines.ts'
import { offsetOf } from './_offset.ts'

export default defineTool({
  id: 'references',
  title: 'Uses of a name',
  description:
    'Lists where a name stands, its definitions included. By name only: other things of that name are listed too. With path, only places in the language of that file.',
  access: 'read',
  input: {
    name: { type: 'string', description: 'The name, without containers', maxLength: 200 },
    path: { type: 'string', description: 'A file of the language that is meant', maxLength: 1_000, optional: true },
    limit: { type: 'integer', description: 'Most uses', minimum: 1, maximum: 200, default: 40, optional: true },
    offset: offsetOf('Uses'),
  },
  async run({ name, path, limit = 40, offset = 0 }, context) {
    const { request } = context
    // Of a project that is still read, an empty answer would be a false one.
    await request('analysis.wait', {})
    const known = path === undefined ? {} : { path: await knownPath(path, context) }
    const input = { name, texts: limit, textsFrom: offset, ...known }
    const { targets } = await request<{ targets: Target[] }>('symbols.references', input)
    const shown = targets.slice(offset, offset + limit)
    const lines = shown.map(
      ({ path: at, line, column, certainty, text }) =>
        `${plain(at)}:${line}:${column} ${certainty}${text === undefined ? '' : `: ${plain(text, 120)}`}`,
    )
    return {
      text: listed(lines, {
        total: targets.length - offset,
        more: `offset ${offset + shown.length}, or name a path`,
        none: `\`${plain(name)}\` is used nowhere.`,
      }),
      details: { targets: shown, total: targets.length },
    }
  },
})
