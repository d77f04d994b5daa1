import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { put, type Scenarios } from './scenario.ts'

/** Why none of these scenarios can run here; null when they can. Fetches what their commands need. */
export function whyNot({ needs, prepare }: Scenarios): string | null {
  const missing = missingPrograms(needs)
  if (missing.length > 0) return `${missing.join(' and ')} is not installed here`
  if (!prepare) return null
  const folder = mkdtempSync(join(tmpdir(), 'tlc-prepare-'))
  try {
    put(folder, prepare.files)
    const [program, ...words] = prepare.command
    const { status, stdout } = spawnSync(program!, words, { cwd: folder, encoding: 'utf8' })
    return status === 0 ? null : `\`${prepare.command.join(' ')}\` failed: ${stdout.trim().split('\n')[0]}`
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function missingPrograms(programs: string[]): string[] {
  return programs.filter((program) => {
    const { error, status } = spawnSync(program, [program === 'go' ? 'version' : '--version'], { stdio: 'ignore' })
    return error !== undefined || status !== 0
  })
}
