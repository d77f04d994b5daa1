import { defineCommand } from '../define-command.ts'
import { projectRoot } from '../project-root.ts'
import { styler } from '../style.ts'

/** Grows when the shape changes; it changes by addition only. */
const SCHEMA_VERSION = 1
const COLOURS = { ok: 'green', warn: 'yellow', fail: 'red' } as const

export default defineCommand({
  id: 'doctor',
  summary: 'Check what tlc needs of this machine',
  arguments: [{ name: 'path', summary: 'folder of the project; the current one without it', completes: 'path' }],
  options: { json: { type: 'boolean', summary: 'Print one JSON document (core/schemas/doctor.schema.json)' } },
  examples: [{ run: 'tlc doctor', what: 'check Node, git, grammars, DuckDB, terminal, state and daemon' }],
  exitCodes: { 1: 'a check failed' },
  async run({ options, positionals, cwd, env, out }) {
    const { examine } = await import('../doctor/examine.ts')
    const checks = await examine({ root: projectRoot(positionals[0], cwd), env })
    if (options.json === true) {
      await out.write(`${JSON.stringify({ schemaVersion: SCHEMA_VERSION, checks })}\n`)
    } else {
      const style = styler(out)
      const width = Math.max(...checks.map(({ name }) => name.length))
      const lines = checks.map(({ name, state, detail, advice }) => {
        const head = `${style(COLOURS[state], state.padEnd(4))}  ${name.padEnd(width)}  ${detail}`
        return advice === '' ? head : `${head}\n${' '.repeat(width + 8)}${advice}`
      })
      await out.write(`${lines.join('\n')}\n`)
    }
    return checks.some(({ state }) => state === 'fail') ? 1 : 0
  },
})
