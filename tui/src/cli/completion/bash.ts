import type { CompletedCommand } from './words.ts'

/** Completion for bash 4 and later. */
export function bashCompletion(commands: CompletedCommand[]): string {
  const cases = commands.map((command) => `    ${command.id})\n${commandCase(command)}\n      ;;`)
  return `# Completion of tlc for bash: eval "$(tlc completion bash)"
_tlc_words() {
  COMPREPLY+=($(compgen -W "$1" -- "$current"))
}
_tlc_paths() {
  local path
  while IFS= read -r path; do COMPREPLY+=("$path"); done < <(compgen "$1" -- "$current")
}
_tlc() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]}
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    _tlc_words '${commands.map(({ id }) => id).join(' ')}'
    _tlc_paths -d
    return
  fi
  case \${COMP_WORDS[1]} in
${cases.join('\n')}
    *) _tlc_paths -d ;;
  esac
}
complete -o filenames -F _tlc tlc
`
}

function commandCase({ options, argument }: CompletedCommand): string {
  const valued = options.filter(({ takesValue }) => takesValue)
  const values = valued.map(({ name, choices }) => `        --${name}) ${completed(choices)}; return ;;`)
  const names = options.map(({ name }) => `--${name}`)
  const argued = argument === null ? ':' : completed(argument === 'path' ? [] : argument)
  return [
    ...(values.length > 0 ? ['      case $previous in', ...values, '      esac'] : []),
    `      if [[ $current == -* ]]; then ${completed(names)}; else ${argued}; fi`,
  ].join('\n')
}

/** Of these words, or of paths where there are none to choose from. */
function completed(words: readonly string[]): string {
  return words.length > 0 ? `_tlc_words '${words.join(' ')}'` : '_tlc_paths -f'
}
