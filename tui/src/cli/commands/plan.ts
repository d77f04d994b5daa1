import { askDaemon } from '../connect.ts'
import { defineCommand } from '../define-command.ts'
import { projectRoot } from '../project-root.ts'
import { type PlannedStep, planMarkdown, planText } from '../reports/plan.ts'
import { styler } from '../style.ts'

/** Grows when the shape changes; it changes by addition only. */
const SCHEMA_VERSION = 1

export default defineCommand({
  id: 'plan',
  summary: 'Show what to do first, and why',
  arguments: [{ name: 'path', summary: 'folder of the project; the current one without it', completes: 'path' }],
  options: {
    json: { type: 'boolean', summary: 'Print one JSON document (core/schemas/plan.schema.json)' },
    session: {
      type: 'string',
      value: '<id>',
      summary: 'The session whose plan is meant; `main`, the first one, without it',
    },
    markdown: { type: 'boolean', excludes: ['json'], summary: 'Print Markdown with a box for each step' },
  },
  examples: [
    { run: 'tlc plan', what: 'list the steps with their evidence' },
    { run: 'tlc plan --markdown > PLAN.md', what: 'write the plan down' },
  ],
  async run({ options, positionals, cwd, out, err, signal }) {
    const root = projectRoot(positionals[0], cwd)
    const session = options.session ?? 'main'
    const { steps } = await askDaemon(
      { root, signal, err },
      (daemon) => daemon.request<{ steps: PlannedStep[] }>('plan.list', { session }, { signal }),
      { until: 'engine.idle' },
    )
    if (options.json === true) await out.write(`${JSON.stringify({ schemaVersion: SCHEMA_VERSION, steps })}\n`)
    else await out.write(options.markdown === true ? planMarkdown(steps) : planText(steps, styler(out)))
    return 0
  },
})
