import type { Learnt } from '../learning/contract.ts'
import { defineTool } from './_define-tool.ts'
import { plain } from './_lines.ts'

export default defineTool({
  id: 'learn-from-execution',
  title: 'Learn from a run, and what fixed such an error',
  description:
    'Tells of a command, test, notebook cell or tool call that you ran and what it printed. A failure is answered with what fixed such an error before, with its record; the next success of the same command makes what was changed in between known as the fix. Call it after each run. Secrets are taken out before anything is kept.',
  access: 'write',
  input: {
    kind: { type: 'string', description: 'What ran', enum: ['command', 'test', 'cell', 'tool'] },
    command: {
      type: 'strings',
      description:
        'Program and arguments; of a cell its notebook and what names it, of a tool call its name. The same words for the same run, so that a success is known to follow a failure',
      maxItems: 100,
    },
    outcome: { type: 'string', description: 'How it ended', enum: ['ok', 'failed', 'cancelled'] },
    output: {
      type: 'string',
      description: 'What it printed, the error above all',
      maxLength: 50_000,
      mayBeEmpty: true,
      optional: true,
    },
    exitCode: { type: 'integer', description: 'Its exit code', minimum: -1, maximum: 255, optional: true },
    tookMs: { type: 'integer', description: 'Milliseconds', minimum: 0, maximum: 86_400_000, optional: true },
    cwd: {
      type: 'string',
      description: 'Folder in the project; its own without it',
      maxLength: 1_000,
      mayBeEmpty: true,
      optional: true,
    },
  },
  async run({ kind, command, outcome, output = '', exitCode = null, tookMs = 0, cwd = '' }, { intent }) {
    const startedAt = Date.now() - tookMs
    const run = { kind, command, cwd, startedAt, tookMs, exitCode, outcome, output }
    const { advice, learnt } = await intent<Learnt>('run-record', run)
    const lines = learnt.map(({ summary, worked, tried }) => `Learnt: ${plain(summary)} (worked ${worked} of ${tried})`)
    for (const { id, summary, confidence, record, evidence } of advice?.fixes ?? []) {
      lines.push(
        `Known fix ${plain(id, 40)}: ${plain(summary)} (${Math.round(confidence * 100)} %; worked ${record.worked} of ${record.tried})`,
        ...evidence.files.slice(0, 3).map(({ path, change }) => `  ${change} ${plain(path)}`),
      )
    }
    if (advice && advice.fixes.length === 0) lines.push(`Recorded. ${plain(advice.reason)}`)
    return { text: lines.length > 0 ? lines.join('\n') : 'Recorded.', details: { advice, learnt } }
  },
})
