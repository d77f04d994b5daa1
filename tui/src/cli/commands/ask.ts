import type { AskAnswer } from '@tlc/core/engine/requests/ask-answer'
import { isPartial } from '@tlc/core/index/progress-text'
import { askDaemon } from '../connect.ts'
import { defineCommand } from '../define-command.ts'
import { projectRoot } from '../project-root.ts'
import { answerText } from '../reports/answer-text.ts'
import { styler } from '../style.ts'

/** Grows when the shape changes; it changes by addition only. */
const SCHEMA_VERSION = 1
const NOTHING_FOUND = 3

export default defineCommand({
  id: 'ask',
  summary: 'Answer a question about the project, each statement with its source',
  arguments: [{ name: 'question', summary: 'the question in your own words', required: true, many: true }],
  options: {
    json: { type: 'boolean', summary: 'Print one JSON object (core/schemas/ask.schema.json)' },
    'no-model': { type: 'boolean', summary: 'Answer by facts alone, also where TLC_CHAT_MODEL names a model' },
    project: { type: 'string', value: '<folder>', summary: 'Folder of the project; the current one without it' },
  },
  examples: [
    { run: 'tlc ask "where is a session closed?"', what: 'get what fits, where it is used and who changed it' },
    { run: 'tlc ask "what does Cart.total do?" --no-model', what: 'ask no language model' },
  ],
  exitCodes: { 3: 'nothing fits, and the whole project was searched' },
  async run({ options, positionals, cwd, env, out, err, signal }) {
    const root = projectRoot(options.project, cwd)
    const question = positionals.join(' ')
    const model = options['no-model'] !== true
    const answer = await askDaemon(
      { root, signal, err },
      async (daemon) => {
        if (err.isTerminal) await err.write('Looking for an answer …')
        return daemon
          .request<AskAnswer>('ask.answer', { question, model }, { signal })
          .finally(() => (err.isTerminal ? err.write('\r\x1b[K') : undefined))
      },
      { until: 'analysis.wait' },
    )
    if (options.json === true) {
      await out.write(`${JSON.stringify({ schemaVersion: SCHEMA_VERSION, question, ...answer })}\n`)
    } else {
      await out.write(answerText(answer, styler(out)))
      for (const note of answer.notes) await err.write(`${note}\n`)
      if (env.TLC_CHAT_MODEL && answer.model === 'none') {
        await err.write('The daemon was started without TLC_CHAT_MODEL: run `tlc stop`, then ask again.\n')
      }
    }
    return answer.citations.length === 0 && !isPartial(answer.progress) ? NOTHING_FOUND : 0
  },
})
