import type { ContextAnswer } from '@tlc/core/engine/requests/context-pack'
import { TlcError } from '@tlc/core/system/error'
import { askDaemon } from '../connect.ts'
import { defineCommand } from '../define-command.ts'
import { projectRoot } from '../project-root.ts'

/** Grows when the shape changes; it changes by addition only. */
const SCHEMA_VERSION = 1
const LEAST = 200
const MOST = 200_000

export default defineCommand({
  id: 'context',
  summary: 'Print what somebody has to read for a task, within a budget of tokens',
  arguments: [{ name: 'task', summary: 'the task in words', required: true }],
  options: {
    budget: { type: 'string', short: 'b', value: '<tokens>', summary: 'Most tokens, estimated; 4000 without it' },
    json: { type: 'boolean', summary: 'Print one JSON object (core/schemas/context.schema.json)' },
    project: { type: 'string', value: '<folder>', summary: 'Folder of the project; the current one without it' },
  },
  examples: [
    {
      run: 'tlc context "retry failed uploads" --budget 4000',
      what: 'print the code that matters and a map of its files',
    },
    { run: 'tlc context "retry failed uploads" | pbcopy', what: 'hand it to any assistant' },
  ],
  async run({ options, positionals, cwd, out, err, signal }) {
    const root = projectRoot(options.project, cwd)
    const task = positionals.join(' ')
    const budget = options.budget === undefined ? undefined : budgetOf(options.budget)
    const answer = await askDaemon(
      { root, signal, err },
      (daemon) =>
        daemon.request<ContextAnswer>('context.pack', { task, ...(budget !== undefined && { budget }) }, { signal }),
      { until: 'analysis.wait' },
    )
    if (options.json === true) {
      await out.write(`${JSON.stringify({ schemaVersion: SCHEMA_VERSION, task, ...answer })}\n`)
      return 0
    }
    await out.write(answer.text)
    const { tokens, left, pendingFiles } = answer
    const notes = [`About ${tokens} tokens`]
    if (left > 0) notes.push(`${left} more hits did not fit: raise --budget`)
    if (pendingFiles > 0) notes.push(`partial, ${pendingFiles} files pending`)
    await err.write(`${notes.join('; ')}.\n`)
    return 0
  },
})

function budgetOf(value: string): number {
  const budget = Number(value)
  if (Number.isInteger(budget) && budget >= LEAST && budget <= MOST) return budget
  const text = `Expected \`--budget\` to be a whole number of tokens from ${LEAST} to ${MOST}, got \`${value}\`.`
  throw new TlcError('usage/bad-budget', text)
}
