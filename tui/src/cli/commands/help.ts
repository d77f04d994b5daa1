import { TlcError } from '@tlc/core/system/error'
import { type CommandDefinition, defineCommand } from '../define-command.ts'

export default defineCommand({
  id: 'help',
  summary: 'Explain tlc or one of its commands',
  arguments: [{ name: 'command', summary: 'the command to explain' }],
  examples: [{ run: 'tlc help analyze', what: 'options and examples of `tlc analyze`' }],
  async run({ out, positionals }) {
    const { commands } = await import('../commands.generated.ts')
    const { commandHelp, generalHelp } = await import('../help-text.ts')
    const registry: Record<string, () => Promise<{ default: CommandDefinition }>> = commands
    const [name] = positionals
    if (name === undefined) {
      const all = await Promise.all(Object.values(registry).map(async (load) => (await load()).default))
      await out.write(generalHelp(all))
      return 0
    }
    if (!Object.hasOwn(registry, name)) {
      const { nearest } = await import('../nearest.ts')
      const guess = nearest(name, Object.keys(registry))
      throw new TlcError('usage/unknown-command', `Expected a command, got \`${name}\`.`, {
        hint: guess === null ? 'Run `tlc help` for the list of commands.' : `Did you mean \`tlc help ${guess}\`?`,
      })
    }
    await out.write(commandHelp((await registry[name]!()).default))
    return 0
  },
})
