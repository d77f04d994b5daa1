import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { corpus } from '../corpora.ts'
import { type BenchContext, defineBench, type Measurement } from '../define-bench.ts'
import { runCommand } from '../peers/command.ts'
import { AST_GREP_VERSION } from '../peers/npm-tools.ts'
import { tlc } from '../tlc.ts'
import { astGrepNames } from './definition-sources.ts'

export default defineBench({
  id: 'analysis/symbols-time',
  question: 'How long does a list of all definitions take, without any state and on a running daemon?',
  async run(context) {
    const django = join((await corpus('Django 5.1', context)).path, 'Django-5.1')
    const measurements: Measurement[] = []
    for (const [root, name] of [
      [join(django, 'django/db'), 'Django 5.1 django/db'],
      [django, 'Django 5.1 whole'],
    ] as const) {
      measurements.push(...(await measure(root, name, context)))
    }
    return {
      measurements,
      notes: ['universal-ctags and ast-grep only list; tlc also measures, judges and stores, once.'],
    }
  },
})

async function measure(root: string, name: string, context: BenchContext): Promise<Measurement[]> {
  const { signal, log } = context
  log(name)
  await tlc(['stop', root], { signal, accept: [3] })
  rmSync(join(root, '.tlc'), { recursive: true, force: true })
  const cold = await tlc(['symbols', root, '--json'], { signal })
  const warm = await tlc(['symbols', root, '--json'], { signal })
  await tlc(['stop', root], { signal, accept: [3] })
  if (cold.out !== warm.out || cold.out === '')
    throw new Error('Expected the same definitions from a cold and a warm start.')
  const corpusName = `${name}, ${cold.out.split('\n').length.toLocaleString('en-US')} definitions`
  const ctags = await runCommand('ctags', ['-R', '--languages=Python', '-f', '-', root], { signal })
  const started = performance.now()
  await astGrepNames(root, 'python', context)
  const grep = (performance.now() - started) / 1000
  const peers = [
    { name: 'universal-ctags', value: ctags.seconds },
    { name: AST_GREP_VERSION, value: grep },
  ]
  return peers.flatMap((peer) => [
    { corpus: corpusName, what: 'cold `tlc symbols`', unit: 's', ours: cold.seconds, peer },
    { corpus: corpusName, what: '`tlc symbols` on a running daemon', unit: 's', ours: warm.seconds, peer },
  ])
}
