import type { Severity } from '@tlc/core/document/records'
import type { ReportPage } from '@tlc/core/engine/answers'
import type { Requests } from '@tlc/core/link/requests'
import { askDaemon } from '../connect.ts'
import { defineCommand, type Output } from '../define-command.ts'
import { projectRoot } from '../project-root.ts'
import { allPages } from '../reports/pages.ts'

const PAGE = 1_000
const RANKS = { error: 3, warning: 2, info: 1, never: 4 } as const

export default defineCommand({
  id: 'analyze',
  summary: 'Report metrics and findings of a project',
  arguments: [{ name: 'path', summary: 'folder of the project; the current one without it', completes: 'path' }],
  options: {
    json: { type: 'boolean', summary: 'Print one JSON document (core/schemas/analyze.schema.json)' },
    sarif: { type: 'boolean', excludes: ['json'], summary: 'Print the findings as SARIF 2.1.0' },
    all: { type: 'boolean', summary: 'List every finding, not only the first ones' },
    'fail-on': {
      type: 'string',
      value: '<severity>',
      choices: ['error', 'warning', 'info', 'never'],
      summary: 'Exit with 3 when a finding is at least that severe',
    },
  },
  examples: [
    { run: 'tlc analyze', what: 'show languages, complexity and findings of this folder' },
    { run: 'tlc analyze ../site --json | jq .project', what: 'hand the facts to another program' },
    { run: 'tlc analyze --sarif > tlc.sarif', what: 'write the findings for a code-scanning service' },
    { run: 'tlc analyze --fail-on error', what: 'let a build fail on errors' },
  ],
  exitCodes: { 3: 'a finding is at least as severe as `--fail-on` says' },
  async run({ options, positionals, cwd, out, err, signal }) {
    const root = projectRoot(positionals[0], cwd)
    const least = RANKS[(options['fail-on'] ?? 'never') as keyof typeof RANKS]
    let failing = false
    const count = (findings: { severity: Severity }[]) => {
      failing ||= findings.some(({ severity }) => RANKS[severity] >= least)
    }
    const report = async (daemon: Requests) => {
      const pages = allPages((after) =>
        daemon.request<ReportPage>('analysis.report', { after, limit: PAGE }, { signal }),
      )
      const counted = tap(pages, (page) => count(page.findings))
      if (options.json === true) await writeJson(counted, out)
      else if (options.sarif === true) await writeSarif(counted, root, out)
      else await writeText(counted, out, { all: options.all === true })
    }
    await askDaemon({ root, signal, err }, report, { until: 'analysis.wait' })
    return failing ? 3 : 0
  },
})

async function writeJson(pages: AsyncIterable<ReportPage>, out: Output): Promise<void> {
  const { analysisJson } = await import('../reports/analysis-json.ts')
  for await (const piece of analysisJson(pages)) {
    if (out.closed) return
    await out.write(piece)
  }
}

async function writeSarif(pages: AsyncIterable<ReportPage>, root: string, out: Output): Promise<void> {
  const { analysisSarif } = await import('../reports/analysis-sarif.ts')
  const { version } = await import('../version.ts')
  const findings: ReportPage['findings'] = []
  for await (const page of pages) for (const finding of page.findings) findings.push(finding)
  await out.write(analysisSarif(findings, { root, version: version() }))
}

async function writeText(pages: AsyncIterable<ReportPage>, out: Output, { all }: { all: boolean }): Promise<void> {
  const { analysisText } = await import('../reports/analysis-text.ts')
  const { styler } = await import('../style.ts')
  let whole: ReportPage | null = null
  for await (const page of pages) {
    if (whole === null) {
      whole = page
      continue
    }
    for (const file of page.files) whole.files.push(file)
    for (const finding of page.findings) whole.findings.push(finding)
    for (const skip of page.skipped) whole.skipped.push(skip)
  }
  if (whole !== null) await out.write(analysisText(whole, styler(out), { all }))
}

async function* tap<Item>(items: AsyncIterable<Item>, look: (item: Item) => void): AsyncGenerator<Item> {
  for await (const item of items) {
    look(item)
    yield item
  }
}
