import { integer, list, nullable, number, oneOf, shape, text, textOf } from '../document/check.ts'
import { defineIntent } from './_define-intent.ts'

const MOST_OUTPUT = 1_000_000

export default defineIntent({
  id: 'run-record',
  summary: 'Tells of a command, test, cell or tool call that ran, so that errors and their fixes are learnt.',
  room: 'project',
  role: 'editor',
  input: shape({
    kind: oneOf('command', 'test', 'cell', 'tool'),
    command: list(text, 1_000),
    cwd: textOf(0, 1_000),
    startedAt: number,
    tookMs: number,
    exitCode: nullable(integer),
    outcome: oneOf('ok', 'failed', 'cancelled'),
    output: textOf(0, MOST_OUTPUT),
  }),
  run: (ctx, run) => ctx.engine.learning().then((learning) => learning.record(run)),
})
