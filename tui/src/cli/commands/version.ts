import { defineCommand } from '../define-command.ts'
import { version } from '../version.ts'

export default defineCommand({
  id: 'version',
  summary: 'Print the version',
  examples: [{ run: 'tlc version', what: 'print the version' }],
  async run({ out }) {
    await out.write(`${version()}\n`)
    return 0
  },
})
