import { spawnSync } from 'node:child_process'

/** Those of these programs that do not start here. */
export function missingPrograms(programs: string[]): string[] {
  return programs.filter((program) => {
    const { error, status } = spawnSync(program, [program === 'go' ? 'version' : '--version'], { stdio: 'ignore' })
    return error !== undefined || status !== 0
  })
}
