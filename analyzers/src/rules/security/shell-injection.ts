import { defineRule, type RuleContext } from '../../define-rule.ts'
import type { LanguageId } from '../../facts.ts'
import type { SyntaxNode } from '../../syntax/node.ts'
import { importedCallee } from '../_imported.ts'
import { holdsShellInput, isCommandOption, isOpenToShell, isShellName } from '../_shell.ts'

/** Finds in a call the text that a shell would read, or nothing when the call starts no shell. */
type CommandOf = (call: SyntaxNode, callee: string, ctx: RuleContext) => SyntaxNode | null | undefined

const COMMANDS: Partial<Record<LanguageId, CommandOf>> = {
  python: pythonCommand,
  javascript: scriptCommand,
  typescript: scriptCommand,
  tsx: scriptCommand,
  ruby: rubyCommand,
  php: phpCommand,
  go: goCommand,
  java: javaCommand,
  rust: rustCommand,
  c: cCommand,
  cpp: cCommand,
  csharp: csharpCommand,
}
const BACKTICKS = new Set(['subshell', 'shell_command_expression'])

export default defineRule({
  id: 'security/shell-injection',
  severity: 'error',
  cwe: [78],
  docs: {
    what: 'Flags a shell command that is put together from values.',
    why: 'A value that holds `;`, `$(…)` or a quote makes the shell run another command.',
    instead: 'Start the program itself with a list of arguments, or quote every value for the shell.',
  },
  mentions:
    /system|popen|subprocess|getoutput|getstatusoutput|child_process|exec|spawn|proc_open|passthru|capture|Command|ProcessBuilder|Process\.?Start|\b(?:ba|z|da|k)?sh\s+-|`[^`\n]*[#$]|%x/,
  skips: ['test'],
  on: {
    call(node, ctx) {
      if (ctx.language === 'bash') return checkShell(node, ctx)
      const callee = importedCallee(ctx.callee(node), ctx)
      const command = COMMANDS[ctx.language]?.(node, callee, ctx)
      if (!command || !isOpenToShell(command)) return
      ctx.report(
        node,
        `A shell reads this command, which \`${callee.length > 40 ? callee.slice(-40) : callee}\` gets from values`,
      )
    },
    string(node, ctx) {
      if (!BACKTICKS.has(node.type)) return
      const open = node.namedChildren.some((part) => part.type === 'interpolation' || part.type.includes('variable'))
      if (open && isOpenToShell(node)) ctx.report(node, 'A shell reads this command, which holds values')
    },
  },
})

const PYTHON_SHELL =
  /^(?:os\.(?:system|popen)|(?:subprocess|commands)\.get(?:status)?output|asyncio\.create_subprocess_shell)$/
const PYTHON_PROCESS = /(?:^|\.)(?:run|call|check_call|check_output|Popen)$/

function pythonCommand(call: SyntaxNode, callee: string, ctx: RuleContext): SyntaxNode | undefined {
  const direct = PYTHON_SHELL.test(callee)
  if (!direct && !PYTHON_PROCESS.test(callee)) return
  const given = ctx.arguments(call)
  if (!direct && !given.some((argument) => /^shell\s*=\s*True$/.test(argument.text)))
    return given[0]?.type === 'list' ? shellArgument(given[0].namedChildren) : undefined
  const command = given.find((argument) => argument.type !== 'keyword_argument' || /^args\s*=/.test(argument.text))
  const value = command?.type === 'keyword_argument' ? (command.childForFieldName('value') ?? undefined) : command
  return value && /^(?:list|tuple|list_splat|list_comprehension)$/.test(value.type) ? undefined : value
}

function scriptCommand(call: SyntaxNode, callee: string, ctx: RuleContext): SyntaxNode | undefined {
  if (!mentionsChildProcess(ctx.source)) return
  const method = processMethod(callee, ctx.source)
  if (!method) return
  const [program, ...rest] = ctx.arguments(call)
  if (!program) return
  if (method.startsWith('exec') && !method.startsWith('execFile')) return program
  if (rest.some((argument) => argument.type === 'object' && /\bshell\s*:\s*true\b/.test(argument.text))) return program
  const list = rest[0]?.type === 'array' ? rest[0].namedChildren : []
  return shellArgument([program, ...list])
}

let looked = { source: '', found: false }

// Asked for every call of a file: searching the whole text each time would cost calls times length.
function mentionsChildProcess(source: string): boolean {
  if (looked.source !== source) looked = { source, found: source.includes('child_process') }
  return looked.found
}

/** The function of `child_process` that a name stands for in this file: imported, a member of the module, or promisified. */
function processMethod(callee: string, source: string): string | undefined {
  const dot = callee.lastIndexOf('.')
  const name = callee.slice(dot + 1)
  if (dot >= 0) {
    if (!/^(?:exec|spawn)(?:Sync|File|FileSync)?$/.test(name)) return
    const owner = callee.slice(0, dot)
    if (/^require\(['"](?:node:)?child_process['"]\)$/.test(owner)) return name
    return /^[\w$]+$/.test(owner) && isModuleName(owner, source) ? name : undefined
  }
  if (!/^[\w$]+$/.test(name)) return
  return importedMethod(name, source) ?? promisifiedMethod(name, source)
}

function isModuleName(name: string, source: string): boolean {
  const escaped = name.replace(/\$/g, '\\$')
  return new RegExp(
    `(?:\\*\\s+as\\s+|import\\s+|(?:const|let|var)\\s+|,\\s*)${escaped}\\s*(?:from\\s*|=\\s*(?:__importStar\\()?require\\()['"](?:node:)?child_process`,
  ).test(source)
}

function importedMethod(name: string, source: string): string | undefined {
  const list = /(?:import|const|let|var)\s*\{([^}]*)\}\s*(?:from\s*|=\s*require\()['"](?:node:)?child_process/g
  for (const [, names] of source.matchAll(list)) {
    for (const entry of names!.split(',')) {
      const [original, alias] = entry.trim().split(/\s*:\s*|\s+as\s+/)
      if (original && (alias ?? original) === name) return original
    }
  }
}

function promisifiedMethod(name: string, source: string): string | undefined {
  const promisified = new RegExp(
    `\\b${name.replace(/\$/g, '\\$')}\\s*=\\s*(?:[\\w.]+\\.)?promisify\\((?:[\\w.]+\\.)?(\\w+)\\)`,
  )
  return promisified.exec(source)?.[1]
}

const RUBY_SHELL = /^(?:(?:Kernel|Process|IO|Open3)\.)?(?:system|exec|spawn|popen|capture2e?|capture3|popen3)$/
const RUBY_TEXT = new Set(['string', 'binary', 'chained_string'])

// With more than one argument Ruby starts the program itself.
function rubyCommand(call: SyntaxNode, callee: string, ctx: RuleContext): SyntaxNode | undefined {
  if (!RUBY_SHELL.test(callee)) return
  const [command, ...rest] = ctx.arguments(call)
  if (!command) return
  if (isShellName(command)) return shellArgument([command, ...rest])
  if (rest.some((argument) => RUBY_TEXT.has(argument.type) || argument.type === 'splat_argument')) return
  return RUBY_TEXT.has(command.type) ? command : undefined
}

const PHP_SHELL = /^\\?(?:system|exec|shell_exec|passthru|popen|proc_open|pcntl_exec)$/

function phpCommand(call: SyntaxNode, callee: string, ctx: RuleContext): SyntaxNode | undefined {
  if (!PHP_SHELL.test(callee)) return
  const command = ctx.arguments(call)[0]
  return command?.type === 'array_creation_expression' ? undefined : command
}

function goCommand(call: SyntaxNode, callee: string, ctx: RuleContext): SyntaxNode | undefined {
  if (callee === 'exec.Command') return shellArgument(ctx.arguments(call))
  if (callee === 'exec.CommandContext') return shellArgument(ctx.arguments(call).slice(1))
}

function javaCommand(call: SyntaxNode, callee: string, ctx: RuleContext): SyntaxNode | undefined {
  const given = ctx.arguments(call)
  if (/(?:^|\.)ProcessBuilder$/.test(callee)) return shellArgument(listed(given))
  if (!/(?:^|\.)(?:getRuntime\(\)|runtime|rt)\.exec$/.test(callee)) return
  const [command] = given
  if (command?.type === 'array_creation_expression') return shellArgument(listed(given))
  if (!command || !/^(?:binary_expression|method_invocation)$/.test(command.type)) return
  return /\.toArray\(/.test(command.text) ? undefined : command
}

/** The elements of the one array among the arguments, or the arguments themselves. */
function listed(given: SyntaxNode[]): SyntaxNode[] {
  if (given[0]?.type !== 'array_creation_expression') return given
  return given[0].childForFieldName('value')?.namedChildren ?? []
}

const RUST_SHELL = /Command\.new\("(?:\/bin\/)?(?:sh|bash|zsh|cmd)"\)\.arg\("(?:-c|\/[cC])"\)\.arg$/
const RUST_SHELL_LIST = /Command\.new\("(?:\/bin\/)?(?:sh|bash|zsh|cmd)"\)\.args$/

function rustCommand(call: SyntaxNode, callee: string, ctx: RuleContext): SyntaxNode | undefined {
  if (!callee.includes('Command.new(')) return
  const [first] = ctx.arguments(call)
  if (RUST_SHELL.test(callee)) return first
  if (!RUST_SHELL_LIST.test(callee)) return
  const list = first?.type === 'reference_expression' ? first.namedChildren[0] : first
  const [option, command] = list?.type === 'array_expression' ? list.namedChildren : []
  return option && isCommandOption(option) ? command : undefined
}

function cCommand(call: SyntaxNode, callee: string, ctx: RuleContext): SyntaxNode | undefined {
  if (/^(?:std\.)?(?:system|popen|_popen)$/.test(callee)) return ctx.arguments(call)[0]
  if (!/^execlp?e?$/.test(callee)) return
  const [program, , option, command] = ctx.arguments(call)
  return shellArgument([program!, option!, command!])
}

function csharpCommand(call: SyntaxNode, callee: string, ctx: RuleContext): SyntaxNode | undefined {
  if (!/(?:^|\.)(?:Process\.Start|ProcessStartInfo)$/.test(callee)) return
  const [program, command] = ctx.arguments(call)
  return program && isShellName(program) ? command : undefined
}

/** The command in `sh -c command`, given as separate arguments. */
function shellArgument([program, option, command]: SyntaxNode[]): SyntaxNode | undefined {
  return program && option && isShellName(program) && isCommandOption(option) ? command : undefined
}

function checkShell(node: SyntaxNode, ctx: RuleContext): void {
  if (!/^(?:\/bin\/)?(?:ba|z|da|k)?sh$/.test(ctx.callee(node))) return
  const given = ctx.arguments(node)
  const command = given[given.findIndex((argument) => /^-\w*c$/.test(argument.text)) + 1]
  if (command?.type !== 'string' || command === given[0]) return
  if (holdsShellInput(command.text, ctx.source)) ctx.report(node, 'Another shell reads this command, which holds input')
}
