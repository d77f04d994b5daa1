import { realpathSync } from 'node:fs'
import { relative, sep } from 'node:path'
import type { Learnt } from '@tlc/core/learning/contract'
import { withoutEnvironmentSecrets } from '@tlc/core/learning/environment-secrets'
import { errorText, TlcError } from '@tlc/core/system/error'
import { ownDaemon } from '../connect.ts'
import { type CommandContext, defineCommand } from '../define-command.ts'
import { projectRoot } from '../project-root.ts'
import { adviceText } from '../reports/advice.ts'
import { type CommandRun, runCommand } from '../run-command.ts'
import { styler } from '../style.ts'

/** Grows when the shape changes; it changes by addition only. */
const SCHEMA_VERSION = 1

const TEST = /\b(?:test|tests|pytest|unittest|jest|vitest|mocha|ava|tap|rspec|phpunit|ctest|tox|nox|check|verify)\b/

export default defineCommand({
  id: 'run',
  summary: 'Run a command, learn what fixes its errors, and show what fixed such an error before',
  arguments: [
    {
      name: 'command',
      summary: 'program and its arguments, after `--`; no shell is asked',
      required: true,
      many: true,
    },
  ],
  options: {
    project: { type: 'string', value: '<path>', summary: 'Folder of the project; the current one without it' },
    json: {
      type: 'boolean',
      summary:
        "Print one JSON document (core/schemas/run.schema.json); the command's own output goes to standard error",
    },
  },
  examples: [
    { run: 'tlc run -- npm test', what: 'run the tests; when they fail, show the known fix' },
    { run: 'tlc run -- pip install requests', what: 'let tlc see what was installed between a failure and a success' },
  ],
  exitCodes: {
    126: 'the program may not be run; else the exit code is that of the command',
    127: 'there is no such program',
  },
  async run(context) {
    const { options, positionals: command, cwd, env, out, err, signal } = context
    const root = projectRoot(options.project, cwd)
    const json = options.json === true
    const terminal = !json && process.stdin.isTTY === true && out.isTerminal && err.isTerminal
    // The daemon starts while the command runs.
    const recorder = openRecorder(root)
    const run = await runCommand({ command, cwd, env, out: json ? err : out, err, signal, terminal })
    const output = withoutEnvironmentSecrets(run.output, env)
    const { learnt, trouble } = await recorder.record({ ...run, output }, { command, cwd: folderIn(root, cwd) })
    if (json) await out.write(`${JSON.stringify(jsonOf(run, command, learnt, trouble))}\n`)
    else await show(context, learnt, trouble)
    return run.exitCode
  },
})

interface Recorded {
  learnt: Learnt | null
  /** Why nothing could be recorded, for people; '' when it was. */
  trouble: string
}

function openRecorder(root: string) {
  const linked = import('@tlc/core/link/local').then(({ attach }) => attach({ ...ownDaemon(root), client: 'cli' }))
  // Looked at when the command has ended.
  linked.catch(() => undefined)
  return {
    async record(run: CommandRun, { command, cwd }: { command: string[]; cwd: string }): Promise<Recorded> {
      try {
        const link = await linked
        try {
          const { exitCode, outcome, startedAt, tookMs, output } = run
          const kind = TEST.test(command.join(' ')) ? 'test' : 'command'
          const input = { kind, command, cwd, startedAt, tookMs, exitCode, outcome, output }
          return { learnt: await link.intent<Learnt>('run-record', input), trouble: '' }
        } finally {
          await link.close()
        }
      } catch (thrown) {
        // The command ran, whatever becomes of what is learnt from it.
        const hint = thrown instanceof TlcError && thrown.hint !== '' ? ` ${thrown.hint}` : ''
        return { learnt: null, trouble: `${errorText(thrown)}${hint}` }
      }
    },
  }
}

async function show({ err }: CommandContext, learnt: Learnt | null, trouble: string): Promise<void> {
  const style = styler(err)
  if (trouble !== '') await err.write(`tlc: nothing was learnt from this run: ${trouble}\n`)
  if (learnt?.advice && learnt.advice.fixes.length > 0) await err.write(`\ntlc: ${adviceText(learnt.advice, style)}`)
  if (!err.isTerminal) return
  for (const fix of learnt?.learnt ?? []) {
    await err.write(`tlc: learnt: ${fix.summary}  (worked ${fix.worked} of ${fix.tried})\n`)
  }
}

function jsonOf(run: CommandRun, command: string[], learnt: Learnt | null, trouble: string) {
  const { exitCode, outcome, startedAt, tookMs } = run
  const facts = { schemaVersion: SCHEMA_VERSION, command, exitCode, outcome, startedAt, tookMs }
  return { ...facts, recorded: learnt !== null, trouble, advice: learnt?.advice ?? null, learnt: learnt?.learnt ?? [] }
}

function folderIn(root: string, cwd: string): string {
  return relative(root, realpathSync(cwd)).split(sep).join('/')
}
