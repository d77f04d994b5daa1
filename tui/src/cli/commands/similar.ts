import { existsSync } from 'node:fs'
import { relative, resolve, sep } from 'node:path'
import type { SearchAnswer } from '@tlc/core/index/contract'
import { TlcError } from '@tlc/core/system/error'
import { askDaemon } from '../connect.ts'
import { defineCommand } from '../define-command.ts'
import { projectRoot } from '../project-root.ts'
import { partialNotice, searchJson, searchText } from '../reports/search-text.ts'
import { styler } from '../style.ts'

export default defineCommand({
  id: 'similar',
  summary: 'Find what is like the definition or section at a line',
  arguments: [{ name: 'place', summary: '<path>:<line>, counted from 1', required: true, completes: 'path' }],
  options: {
    json: { type: 'boolean', summary: 'Print one JSON object (core/schemas/search.schema.json)' },
    project: { type: 'string', value: '<folder>', summary: 'Folder of the project; the current one without it' },
  },
  examples: [{ run: 'tlc similar src/app.ts:120', what: 'find code like the function at that line' }],
  async run({ options, positionals, cwd, out, err, signal }) {
    const root = projectRoot(options.project, cwd)
    const place = placeOf(positionals[0]!, cwd, root)
    const answer = await askDaemon(
      { root, signal, err },
      (daemon) => daemon.request<SearchAnswer>('search.similar', place, { signal }),
      { until: 'analysis.wait' },
    )
    if (options.json === true) await out.write(`${JSON.stringify(searchJson(answer, positionals[0]))}\n`)
    else await out.write(searchText(answer, { style: styler(out), explain: false }))
    const partial = partialNotice(answer.progress)
    if (partial !== '' && options.json !== true) await err.write(`${partial}\n`)
    return 0
  },
})

function placeOf(word: string, cwd: string, root: string): { path: string; line: number } {
  const [, file, line] = word.match(/^(.+):(\d+)$/) ?? []
  if (file === undefined || Number(line) < 1) {
    throw new TlcError('usage/bad-place', `Expected \`<path>:<line>\`, got \`${word}\`.`, {
      hint: 'Example: src/app.ts:10',
    })
  }
  if (!existsSync(resolve(cwd, file))) {
    throw new TlcError('usage/no-file', `Expected a file of the project, got \`${file}\`, which does not exist.`)
  }
  return { path: relative(root, resolve(cwd, file)).split(sep).join('/'), line: Number(line) }
}
