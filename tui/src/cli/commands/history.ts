import type { HistoryReport } from '@tlc/core/engine/answers'
import { askDaemon } from '../connect.ts'
import { defineCommand } from '../define-command.ts'
import { projectRoot } from '../project-root.ts'

/** Grows when the shape changes; it changes by addition only. */
const SCHEMA_VERSION = 1

export default defineCommand({
  id: 'history',
  summary: 'Report hotspots, co-changes and authors from the git history',
  arguments: [{ name: 'path', summary: 'folder of the project; the current one without it', completes: 'path' }],
  options: {
    deleted: { type: 'boolean', summary: 'Also list the files that the project no longer has' },
    json: { type: 'boolean', summary: 'Print one JSON document (core/schemas/history.schema.json)' },
  },
  examples: [
    { run: 'tlc history', what: 'show where the work goes on' },
    { run: "tlc history --json | jq '.files[:10]'", what: 'hand the ten hottest files to another program' },
    { run: 'tlc history --deleted', what: 'also show what was worked on and is gone' },
  ],
  async run({ options, positionals, cwd, out, err, signal }) {
    const root = projectRoot(positionals[0], cwd)
    const report = await askDaemon(
      { root, signal, err },
      (daemon) => daemon.request<HistoryReport>('history.report', { deleted: options.deleted === true }, { signal }),
      { until: 'engine.idle' },
    )
    if (options.json === true) {
      await out.write(`${JSON.stringify({ schemaVersion: SCHEMA_VERSION, ...report })}\n`)
      return 0
    }
    const { historyText } = await import('../reports/history-text.ts')
    const { styler } = await import('../style.ts')
    await out.write(historyText(report, styler(out)))
    return 0
  },
})
