import { join } from 'node:path'
import { corpus } from '../corpora.ts'
import { type BenchContext, defineBench, type Measurement } from '../define-bench.ts'
import { runCommand } from '../peers/command.ts'
import { pythonTool, pythonToolVersion } from '../peers/python-tools.ts'
import { coldAnalysis } from '../tlc.ts'

const ROUNDS = 3

export default defineBench({
  id: 'analysis/cold-analyze',
  question: 'How long does a first `tlc analyze` take, against a tool that measures cyclomatic complexity only?',
  async run(context) {
    const django = await corpus('Django 5.1', context)
    const lizard = await pythonTool('lizard', context)
    const whole = join(django.path, 'Django-5.1')
    const measurements: Measurement[] = []
    for (const root of [join(whole, 'django/db'), whole]) measurements.push(...(await measure(root, lizard, context)))
    return {
      measurements,
      notes: [
        `Best of ${ROUNDS} rounds each, in turns; every round of tlc starts without state and without a daemon.`,
        'Both read the same folder with their defaults: lizard its functions in Python and JavaScript, on one core; tlc all that it knows of every file, on two.',
      ],
    }
  },
})

async function measure(root: string, lizard: string, { signal, log }: BenchContext): Promise<Measurement[]> {
  let ours = Number.POSITIVE_INFINITY
  let peer = Number.POSITIVE_INFINITY
  let peak = 0
  let name = ''
  for (let round = 1; round <= ROUNDS; round++) {
    log(`round ${round} on ${root.slice(root.lastIndexOf('/') + 1)}`)
    const { report, seconds } = await coldAnalysis(root, signal)
    const python = report.files.filter((file) => file.language === 'python').length
    if (python === 0) throw new Error(`Expected Python files in ${root}, the report has none.`)
    name = `Django 5.1 ${root.endsWith('django/db') ? 'django/db' : 'whole'}, ${python.toLocaleString('en-US')} Python files`
    ours = Math.min(ours, seconds)
    peak = Math.max(peak, report.peakRssMb)
    // lizard exits with the number of its warnings.
    peer = Math.min(peer, (await runCommand(lizard, ['--csv', root], { signal, accept: [1] })).seconds)
  }
  const against = { name: pythonToolVersion('lizard'), value: peer }
  return [
    { corpus: name, what: 'cold `tlc analyze`', unit: 's', ours, peer: against },
    { corpus: name, what: "daemon's peak resident memory", unit: 'MB', ours: peak },
  ]
}
