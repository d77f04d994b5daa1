import { type CompletedCommand, quoted } from './words.ts'

/** Completion for fish. */
export function fishCompletion(commands: CompletedCommand[]): string {
  const lines = commands.flatMap((command) => [
    `complete -c tlc -n __fish_use_subcommand -a ${command.id} -d ${quoted(command.summary)}`,
    ...commandLines(command),
  ])
  return `# Completion of tlc for fish: tlc completion fish > ~/.config/fish/completions/tlc.fish\n${lines.join('\n')}\n`
}

function commandLines({ id, options, argument }: CompletedCommand): string[] {
  const seen = `-n '__fish_seen_subcommand_from ${id}'`
  const lines = options.map(({ name, summary, takesValue, choices }) => {
    const value = takesValue ? (choices.length > 0 ? ` -x -a ${quoted(choices.join(' '))}` : ' -r') : ''
    return `complete -c tlc ${seen} -l ${name}${value} -d ${quoted(summary)}`
  })
  if (argument !== null && argument !== 'path')
    lines.push(`complete -c tlc ${seen} -f -a ${quoted(argument.join(' '))}`)
  return lines
}
