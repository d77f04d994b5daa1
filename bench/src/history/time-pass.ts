import { fileURLToPath } from 'node:url'
import type { Measurement } from '../define-bench.ts'
import { runCommand } from '../peers/command.ts'

export interface PassTimes {
  commits: number
  /** Reading, storing and measuring. */
  seconds: number
  measureSeconds: number
  rssMb: number
  /** `git log --numstat` alone. */
  gitSeconds: number
}

const MAIN = fileURLToPath(new URL('./pass-main.ts', import.meta.url))

/** Times git alone and then our whole pass on one repository, the better of two runs each. Throws when a commit is missing. */
export async function timePass(repository: string, signal: AbortSignal): Promise<PassTimes> {
  const counted = await runCommand('git', ['-C', repository, 'rev-list', '--count', 'HEAD'], { signal })
  const commits = Number(counted.out)
  let gitSeconds = Number.POSITIVE_INFINITY
  let best: PassTimes | null = null
  for (let run = 0; run < 2; run++) {
    const git = await runCommand('git', ['-C', repository, 'log', '--numstat', '--output=/dev/null'], { signal })
    gitSeconds = Math.min(gitSeconds, git.seconds)
    const pass = await runCommand(process.execPath, [...process.execArgv, MAIN, repository], { signal })
    const times = JSON.parse(pass.out) as PassTimes & { stored: number; hotspots: number }
    if (times.stored !== commits) throw new Error(`stored ${times.stored} of ${commits} commits of ${repository}`)
    if (times.hotspots === 0) throw new Error(`no hotspot in ${repository}`)
    if (!best || times.seconds < best.seconds) best = times
  }
  return { ...best!, commits, gitSeconds }
}

export function passMeasurements(name: string, times: PassTimes): Measurement[] {
  const corpus = `${name}, ${times.commits.toLocaleString('en-US')} commits`
  return [
    {
      corpus,
      what: 'history: read, store, measure',
      unit: 's',
      ours: times.seconds,
      peer: { name: 'git log --numstat', value: times.gitSeconds },
    },
    { corpus, what: 'history: measure alone', unit: 's', ours: times.measureSeconds },
    { corpus, what: 'history: peak memory', unit: 'MB', ours: times.rssMb },
  ]
}
