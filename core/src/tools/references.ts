import type { Uses } from '../engine/answers.ts'
import { defineTool } from './_define-tool.ts'
import { knownPath } from './_known-path.ts'
import { listed, plain } from './_lines.ts'
import { offsetOf } from './_offset.ts'

export default defineTool({
  id: 'references',
  title: 'Uses of a definition, or of a name',
  description:
    'Lists where a thing is used, its definitions included, the surest first: certain, likely, by-name. With path and line of a place where the name stands, uses of what it means there; with path, those of its only definition in that file; else wherever the name stands, by name only.',
  access: 'read',
  input: {
    name: { type: 'string', description: 'The name, without containers', maxLength: 200 },
    path: { type: 'string', description: 'A file in which the name stands', maxLength: 1_000, optional: true },
    line: { type: 'integer', description: 'Its line there, from 1', minimum: 1, maximum: 10_000_000, optional: true },
    all: { type: 'boolean', description: 'Also uses of the name on something that is not known', optional: true },
    limit: { type: 'integer', description: 'Most uses', minimum: 1, maximum: 200, default: 40, optional: true },
    offset: offsetOf('Uses'),
  },
  async run({ name, path, line, all = false, limit = 40, offset = 0 }, context) {
    const { request } = context
    // Of a project that is still read, an empty answer would be a false one.
    await request('analysis.wait', {})
    const known = path === undefined ? {} : { path: await knownPath(path, context) }
    const input = { name, all, texts: limit, textsFrom: offset, ...known, ...(line !== undefined && { line }) }
    const { targets, leftOut } = await request<Uses>('symbols.references', input)
    const shown = targets.slice(offset, offset + limit)
    const lines = shown.map(
      ({ path: at, line: row, column, certainty, text }) =>
        `${plain(at)}:${row}:${column} ${certainty}${text === undefined ? '' : `: ${plain(text, 120)}`}`,
    )
    const text = listed(lines, {
      total: targets.length - offset,
      more: `offset ${offset + shown.length}, or name a path`,
      none: `\`${plain(name)}\` is used nowhere.`,
    })
    const untold = leftOut === 0 ? '' : `\n${leftOut} more on something that is not known: all true lists them.`
    return {
      text: text + untold,
      details: { targets: shown, total: targets.length, leftOut },
    }
  },
})
