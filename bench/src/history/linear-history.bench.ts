import { defineBench } from '../define-bench.ts'
import { generatedHistory } from './generate-history.ts'
import { type PassTimes, passMeasurements, timePass } from './time-pass.ts'

const SIZES = [1_000, 10_000, 100_000]

export default defineBench({
  id: 'history/linear-history',
  question: 'Does the cost of the history grow linearly to 100,000 commits, in bounded memory?',
  async run(context) {
    const measurements = []
    const all: PassTimes[] = []
    for (const commits of SIZES) {
      const repository = await generatedHistory(commits, context)
      context.log(`${commits.toLocaleString('en-US')} commits`)
      const times = await timePass(repository, context.signal)
      all.push(times)
      measurements.push(...passMeasurements('generated', times))
    }
    return { measurements, tables: [costTable(all)] }
  },
})

function costTable(all: PassTimes[]) {
  return {
    title: 'Cost of a commit',
    head: ['commits', 'ours, µs a commit', 'git alone, µs a commit', 'peak memory, MB'],
    rows: all.map(({ commits, seconds, gitSeconds, rssMb }) => [
      commits,
      Math.round((seconds / commits) * 1e6),
      Math.round((gitSeconds / commits) * 1e6),
      Math.round(rssMb),
    ]),
  }
}
