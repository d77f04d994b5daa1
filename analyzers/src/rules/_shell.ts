import type { SyntaxNode } from '../syntax/node.ts'
import { assignedTo, isConstant } from './_constant.ts'

const QUOTER =
  /\b(?:quote|shlex|escapeshell\w+|shellescape|Shellwords|shellQuote|list2cmdline|ShellEscape|quoteShell)\b/
// `(int) $id`, `intval($id)`: a number says nothing to a shell.
const NUMBER = /\(int(?:eger)?\)|\bintval\(|\bint\(/
const NAME = /^[$@]?[A-Za-z_]\w*$/
const SHELL = /^["'`]?(?:[/\w]*\/)?(?:(?:ba|z|da|k)?sh|cmd(?:\.exe)?|powershell(?:\.exe)?|pwsh)["'`]?$/

/** Whether a shell may read something in the text that the program did not write: not constant, and nothing quotes it. */
export function isOpenToShell(command: SyntaxNode): boolean {
  const text = command.text
  if (QUOTER.test(text) || NUMBER.test(text) || isConstant(command)) return false
  return !NAME.test(text) || !assignedTo(text, command.tree.source).some((value) => QUOTER.test(value))
}

/** Whether a literal names a program that reads commands: `sh`, `/bin/bash`, `cmd.exe`. */
export function isShellName(program: SyntaxNode): boolean {
  return SHELL.test(program.text)
}

/** Whether a literal is the option after which a shell expects the command: `-c`, `/c`, `-lc`. */
export function isCommandOption(option: SyntaxNode): boolean {
  return /^["'`](?:-\w*c|\/[cCkK]|-Command)["'`]$/.test(option.text)
}

/**
 * Whether `eval` makes code of what comes from outside. Text in single quotes is the script's own, and a name that is
 * assigned to or read, `eval "$1=\\$value"`, is how a shell passes variables.
 */
export function evaluatesShellInput(command: string, source: string): boolean {
  const code = command
    .replace(/'[^']*'/g, '')
    .replace(/\\\$\{?\$\{?\w+\}?[+\w]*\}?/g, '')
    .replace(/(^eval[ \t]+(?:--[ \t]+)?["\\]?|[;&][ \t]*|test[ \t]+[^;]*)\$\{?\w+\}?\+?=/g, '$1')
  return holdsShellInput(code, source)
}

/**
 * Whether a text of a shell script holds what comes from outside: the parameters, and variables that were read. A script
 * evaluates its own variables all the time.
 */
export function holdsShellInput(text: string, source: string): boolean {
  if (/\$\{?[1-9@*]/.test(text)) return true
  const names = [...source.matchAll(/^[ \t]*read(?:[ \t]+-\w+)*((?:[ \t]+[A-Za-z_]\w*)+)/gm)].flatMap((match) =>
    match[1]!.trim().split(/\s+/),
  )
  return names.some((name) => new RegExp(`\\$\\{?${name}\\b`).test(text))
}
