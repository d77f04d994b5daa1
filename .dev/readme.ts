// Writes README's tables from the definitions that they restate; `--check` only says whether one is stale.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { languages } from '@tlc/analyzers/languages.generated'
import { rules } from '@tlc/analyzers/rules.generated'
import { commands } from '@tlc/tui/cli/commands.generated'
import type { CommandDefinition } from '@tlc/tui/cli/define-command'
import { EXIT_CODES } from '@tlc/tui/cli/failure'
import { usage } from '@tlc/tui/cli/help-text'

const FILE = join(import.meta.dirname, '../README.md')

const text = readFileSync(FILE, 'utf8')
const written = Object.entries(await tables()).reduce(replaceTable, text)
if (written !== text && process.argv.includes('--check')) {
  console.error("README.md's tables are stale: run `npm run generate`")
  process.exitCode = 1
} else if (written !== text) {
  writeFileSync(FILE, written)
  console.log('Wrote the tables of README.md')
}

async function tables(): Promise<Record<string, string>> {
  const all: CommandDefinition[] = await Promise.all(
    Object.values(commands).map(async (load) => (await load()).default),
  )
  return {
    commands: table(
      ['Command', 'What it does'],
      all.map((command) => [`\`${usage(command).replace(' [options]', '')}\``, command.summary]),
    ),
    'exit-codes': table(['Code', 'Meaning'], Object.entries(EXIT_CODES)),
    rules: table(
      ['Rule', 'Severity', 'What it reports'],
      rules.map(({ id, severity, docs }) => [`\`${id}\``, severity, docs.what]),
    ),
    languages: `${languages.length} languages: ${languages.map(({ title }) => title).join(', ')}.`,
  }
}

function replaceTable(whole: string, [name, content]: [string, string]): string {
  const start = `<!-- ${name}:start (written by \`npm run generate\`) -->`
  const from = whole.indexOf(start)
  const to = whole.indexOf(`<!-- ${name}:end -->`)
  if (from < 0 || to < from) throw new Error(`Expected README.md to have the marks of the table ${name}.`)
  return `${whole.slice(0, from + start.length)}\n${content}\n${whole.slice(to)}`
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
