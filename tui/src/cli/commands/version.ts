import { readFileSync } from 'node:fs'
import { defineCommand } from '../define-command.ts'

export default defineCommand({
  id: 'version',
  summary: 'Print the version',
  examples: [{ run: 'tlc version', what: 'print the version' }],
  async run({ out }) {
    await out.write(`${version()}\n`)
    return 0
  },
})

/** Version of the package that is running. */
export function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'))
  return (manifest as { version: string }).version
}
