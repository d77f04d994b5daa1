import type { CompletedCommand } from './words.ts'

/** Completion for bash 4 and later. */
export function bashCompletion(commands: CompletedCommand[]): string {
  const cases = commands.map((command) => `    ${command.id})\n${commandCase(command)}\n      ;;`)
  return `# Completion of tlc for bash: eval "$(tlc completion bash)"
_tlc() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]}
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W '${commands.map(({ id }) => id).join(' ')}' -- "$current") $(compgen -d -- "$current"))
    return
  fi
  case \${COMP_WORDS[1]} in
${cases.join('\n')}
    *) COMPREPLY=($(compgen -d -- "$current")) ;;
  esac
}
complete -o filenames -F _tlc tlc
`
}

function commandCase({ options, argument }: CompletedCommand): string {
  const valued = options.filter(({ takesValue }) => takesValue)
  const values = valued.map(
    ({ name, choices }) =>
      `        --${name}) COMPREPLY=($(compgen ${choices.length > 0 ? `-W '${choices.join(' ')}'` : '-f'} -- "$current")); return ;;`,
  )
  const names = options.map(({ name }) => `--${name}`).join(' ')
  const words =
    argument === null
      ? ''
      : argument === 'path'
        ? ' $(compgen -f -- "$current")'
        : ` $(compgen -W '${argument.join(' ')}' -- "$current")`
  return [
    ...(values.length > 0 ? ['      case $previous in', ...values, '      esac'] : []),
    `      if [[ $current == -* ]]; then COMPREPLY=($(compgen -W '${names}' -- "$current")); else COMPREPLY=(${words.trim()}); fi`,
  ].join('\n')
}
