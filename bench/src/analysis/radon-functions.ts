import { relative } from 'node:path'
import type { BenchContext } from '../define-bench.ts'
import { runCommand } from '../peers/command.ts'
import { pythonTool } from '../peers/python-tools.ts'
import type { ComparedFunction } from './compare-functions.ts'

interface Block {
  type: 'function' | 'method' | 'class'
  name: string
  lineno: number
  endline: number
  complexity: number
  closures?: Block[]
}

/** What radon finds in the Python files below `root`; functions inside functions too. */
export async function radonFunctions(root: string, context: BenchContext): Promise<ComparedFunction[]> {
  const radon = await pythonTool('radon', context)
  const { out } = await runCommand(radon, ['cc', '--json', '--show-closures', root], { signal: context.signal })
  const files = JSON.parse(out) as Record<string, Block[] | { error: string }>
  return Object.entries(files).flatMap(([file, blocks]) =>
    Array.isArray(blocks) ? functionsOf(blocks, relative(root, file)) : [],
  )
}

function functionsOf(blocks: Block[], path: string): ComparedFunction[] {
  // Methods stand beside their class as well as in it, and `--show-closures` puts closures beside their function too.
  const functions = blocks.filter(({ type }) => type !== 'class')
  return functions.map(({ name, lineno, endline, complexity }) => ({
    path,
    name: name.split('.').at(-1)!,
    line: lineno,
    endLine: endline,
    cyclomatic: complexity,
  }))
}
