import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { type DoctorCheck, fail, ok, warn } from './check.ts'

const OLDEST_NODE = [22, 18] as const
/** The first git whose `git log` has every format that the history pass asks for. */
const OLDEST_GIT = [2, 25] as const

export const nodeCheck: DoctorCheck = {
  name: 'Node',
  async look() {
    const found = process.versions.node
    if (isAtLeast(found, OLDEST_NODE)) return ok(found)
    return fail(`${found}, but ${OLDEST_NODE.join('.')} or newer is needed`, 'Install Node 24 LTS.')
  },
}

export const gitCheck: DoctorCheck = {
  name: 'git',
  async look({ env }) {
    const advice = 'Install git: without it there is no history, no hotspots and no owners.'
    try {
      const { stdout } = await promisify(execFile)('git', ['--version'], { env })
      const found = stdout.match(/\d+(\.\d+)+/)?.[0] ?? '0'
      return isAtLeast(found, OLDEST_GIT)
        ? ok(found)
        : warn(`${found}, but ${OLDEST_GIT.join('.')} or newer is expected`, advice)
    } catch {
      return warn('not found', advice)
    }
  },
}

export const editorCheck: DoctorCheck = {
  name: 'editor',
  async look({ env }) {
    const editor = env.VISUAL || env.EDITOR
    return editor
      ? ok(editor)
      : warn('neither VISUAL nor EDITOR is set', 'Set EDITOR to the program that the key `e` shall open.')
  },
}

function isAtLeast(found: string, [major, minor]: readonly [number, number]): boolean {
  const [foundMajor = 0, foundMinor = 0] = found.split('.').map(Number)
  return foundMajor > major || (foundMajor === major && foundMinor >= minor)
}
