import type { FindingsPage } from '../engine/requests/findings-list.ts'
import { defineTool } from './_define-tool.ts'
import { knownPath } from './_known-path.ts'
import { listed, plain } from './_lines.ts'
import { offsetOf } from './_offset.ts'

export default defineTool({
  id: 'findings',
  title: 'What the rules found',
  description:
    'Lists findings of the static rules, the severest first: security, correctness, complexity, duplication.',
  access: 'read',
  input: {
    path: { type: 'string', description: 'A file or folder of the project', maxLength: 1_000, optional: true },
    severity: { type: 'string', description: 'Only this severity', enum: ['error', 'warning', 'info'], optional: true },
    limit: { type: 'integer', description: 'Most findings', minimum: 1, maximum: 200, default: 30, optional: true },
    offset: offsetOf('Findings'),
  },
  async run({ limit = 30, offset = 0, path, ...filter }, context) {
    const known = path === undefined ? '' : await knownPath(path, context)
    const { total, findings } = await context.request<FindingsPage>('findings.list', {
      ...filter,
      ...(known !== '' && { path: known }),
      limit,
      offset,
    })
    const lines = findings.map(
      ({ path, line, severity, rule, message }) => `${plain(path)}:${line} ${severity} ${rule}: ${plain(message)}`,
    )
    return {
      text: listed(lines, {
        total: total - offset,
        more: `offset ${offset + findings.length}`,
        none: 'No finding fits.',
      }),
      details: { total, findings },
    }
  },
})
