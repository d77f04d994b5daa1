import { basename, dirname } from 'node:path'
import { defineBench, Unavailable } from '../define-bench.ts'
import { passMeasurements, timePass } from './time-pass.ts'

export default defineBench({
  id: 'history/real-history',
  question: 'What does the history of a real project cost beside `git log --numstat`?',
  async run({ log, signal }) {
    const repositories = (process.env.TLC_HISTORIES ?? '').split(':').filter((path) => path !== '')
    if (repositories.length === 0) {
      throw new Unavailable('TLC_HISTORIES names no repository: set it to paths of clones, separated by colons')
    }
    const measurements = []
    for (const repository of repositories) {
      log(repository)
      measurements.push(...passMeasurements(nameOf(repository), await timePass(repository, signal)))
    }
    return { measurements }
  },
})

/** A bare clone is often called `repo` or `.git`; then the folder around it says more. */
function nameOf(repository: string): string {
  const name = basename(repository).replace(/\.git$/, '')
  return name === '' || name === 'repo' ? basename(dirname(repository)) : name
}
