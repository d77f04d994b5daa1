import { type CommandDefinition, defineCommand } from '../define-command.ts'

const SHELLS = ['bash', 'zsh', 'fish'] as const

export default defineCommand({
  id: 'completion',
  summary: 'Print a completion script for a shell',
  arguments: [{ name: 'shell', summary: 'the shell that will read it', required: true, completes: SHELLS }],
  examples: [
    { run: 'eval "$(tlc completion bash)"', what: 'complete in this bash' },
    { run: 'tlc completion zsh > "${fpath[1]}/_tlc"', what: 'complete in every zsh' },
    { run: 'tlc completion fish > ~/.config/fish/completions/tlc.fish', what: 'complete in every fish' },
  ],
  async run({ out, positionals }) {
    const { commands } = await import('../commands.generated.ts')
    const { completedCommands } = await import('../completion/words.ts')
    const loaded: CommandDefinition[] = await Promise.all(
      Object.values(commands).map(async (load) => (await load()).default),
    )
    const known = completedCommands(loaded)
    await out.write(await script(positionals[0] as (typeof SHELLS)[number], known))
    return 0
  },
})

async function script(
  shell: (typeof SHELLS)[number],
  known: Parameters<typeof import('../completion/bash.ts').bashCompletion>[0],
) {
  switch (shell) {
    case 'bash':
      return (await import('../completion/bash.ts')).bashCompletion(known)
    case 'zsh':
      return (await import('../completion/zsh.ts')).zshCompletion(known)
    case 'fish':
      return (await import('../completion/fish.ts')).fishCompletion(known)
  }
}
