import type { SymbolRow } from '@tlc/core/engine/answers'
import type { Requests } from '@tlc/core/link/requests'
import { askDaemon } from '../connect.ts'
import { defineCommand } from '../define-command.ts'
import { projectRoot } from '../project-root.ts'
import { oneLine } from '../reports/one-line.ts'
import { allPages, type Page } from '../reports/pages.ts'

const PAGE = 5_000

export default defineCommand({
  id: 'symbols',
  summary: 'List the definitions of a project',
  arguments: [{ name: 'path', summary: 'folder of the project; the current one without it', completes: 'path' }],
  options: { json: { type: 'boolean', summary: 'Print one JSON object a line (core/schemas/symbols.schema.json)' } },
  examples: [
    { run: 'tlc symbols', what: 'list kind, name and place of every definition' },
    { run: 'tlc symbols --json | grep \'"kind":"class"\'', what: 'list the classes' },
  ],
  async run({ options, positionals, cwd, out, err, signal }) {
    const root = projectRoot(positionals[0], cwd)
    const line = options.json === true ? jsonLine : textLine
    const list = async (daemon: Requests) => {
      const ask = (after: string | undefined) =>
        daemon.request<Page & { symbols: SymbolRow[] }>('symbols.list', { after, limit: PAGE }, { signal })
      for await (const { symbols } of allPages(ask)) {
        if (out.closed) return
        await out.write(symbols.map((symbol) => `${line(symbol)}\n`).join(''))
      }
    }
    await askDaemon({ root, signal, err }, list, { until: 'analysis.wait' })
    return 0
  },
})

function jsonLine({ path, language, name, kind, line, column, endLine, container }: SymbolRow): string {
  return JSON.stringify({ path, language, name, kind, line, column, endLine, container })
}

function textLine({ path, name, kind, line, column, container }: SymbolRow): string {
  return `${kind.padEnd(11)} ${container === null ? name : `${container}.${name}`}  ${oneLine(path)}:${line}:${column}`
}
