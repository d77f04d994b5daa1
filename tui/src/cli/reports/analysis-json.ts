import type { ReportPage } from '@tlc/core/engine/answers'

/** Grows when the shape changes; it changes by addition only. */
const SCHEMA_VERSION = 1

/**
 * The report as pieces of one JSON text, so that neither a page nor the whole is held twice. Findings follow the files
 * of all pages in the text, so they are kept until the last page.
 */
export async function* analysisJson(pages: AsyncIterable<ReportPage>): AsyncGenerator<string> {
  const findings: string[] = []
  const skipped: string[] = []
  let last: ReportPage | null = null
  let separator = ''
  for await (const page of pages) {
    if (last === null) yield `{"schemaVersion":${SCHEMA_VERSION},"project":${JSON.stringify(page.project)},"files":[`
    if (page.files.length > 0) {
      yield `${separator}${inner(page.files)}`
      separator = ','
    }
    if (page.findings.length > 0) findings.push(inner(page.findings))
    if (page.skipped.length > 0) skipped.push(inner(page.skipped))
    last = page
  }
  const { elapsedMs = 0, parsed = 0, peakRssMb = 0, message = '' } = last ?? {}
  yield `],"findings":[${findings.join(',')}],"skipped":[${skipped.join(',')}],"message":${JSON.stringify(message)},"elapsedMs":${elapsedMs},"parsed":${parsed},"peakRssMb":${peakRssMb}}\n`
}

function inner(items: unknown[]): string {
  return JSON.stringify(items).slice(1, -1)
}
