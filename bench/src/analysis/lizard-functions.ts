import { relative } from 'node:path'
import type { BenchContext } from '../define-bench.ts'
import { runCommand } from '../peers/command.ts'
import { pythonTool } from '../peers/python-tools.ts'

export interface LizardFunction {
  path: string
  name: string
  line: number
  endLine: number
  cyclomatic: number
}

/** What lizard finds in the files of one language below `root`. */
export async function lizardFunctions(
  root: string,
  language: string,
  context: BenchContext,
): Promise<LizardFunction[]> {
  const lizard = await pythonTool('lizard', context)
  // lizard exits with 1 when it warns.
  const { out } = await runCommand(lizard, ['--csv', '-l', language, root], { signal: context.signal, accept: [1] })
  return csvRows(out).map((row) => ({
    path: relative(root, row[6]!),
    name: row[7]!.split('.').at(-1)!,
    line: Number(row[9]),
    endLine: Number(row[10]),
    cyclomatic: Number(row[1]),
  }))
}

/** RFC 4180. */
function csvRows(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|$)/g)) {
    row.push(quoted?.replaceAll('""', '"') ?? plain!)
    if (end === ',') continue
    if (row.length > 1) rows.push(row)
    row = []
  }
  return rows
}
