import { type CompletedCommand, quoted } from './words.ts'

/** Completion for zsh. */
export function zshCompletion(commands: CompletedCommand[]): string {
  const names = commands.map(({ id, summary }) => `    ${quoted(`${id}:${summary.replaceAll(':', '\\:')}`)}`)
  const cases = commands.map((command) => `    ${command.id}) _arguments ${argumentSpecs(command).join(' ')} ;;`)
  return `#compdef tlc
# Completion of tlc for zsh: tlc completion zsh > "\${fpath[1]}/_tlc"
_tlc() {
  local -a commands
  commands=(
${names.join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    _files -/
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
${cases.join('\n')}
    *) _files -/ ;;
  esac
}
if [ "$funcstack[1]" = "_tlc" ]; then _tlc "$@"; else compdef _tlc tlc; fi
`
}

function argumentSpecs({ options, argument }: CompletedCommand): string[] {
  const specs = options.map(({ name, summary, takesValue, choices }) => {
    const value = takesValue ? `:${name}:${choices.length > 0 ? `(${choices.join(' ')})` : '_files'}` : ''
    return quoted(`--${name}[${summary.replace(/[[\]:]/g, (mark) => `\\${mark}`)}]${value}`)
  })
  if (argument === 'path') specs.push(quoted('1:path:_files'))
  else if (argument !== null) specs.push(quoted(`1:word:(${argument.join(' ')})`))
  return specs
}
