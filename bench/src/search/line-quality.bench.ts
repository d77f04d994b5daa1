import { type BenchContext, defineBench, Unavailable } from '../define-bench.ts'
import { askLines, type LineAnswered, recallAt } from './ask-lines.ts'
import { dumpAnswers } from './dump-answers.ts'
import { indexFolder } from './folder-index.ts'
import { type QuestionedRepository, questionedFolder, questionedRepositories } from './line-questions.ts'
import { type Meanings, openMeanings } from './meanings.ts'
import { mean } from './ndcg.ts'
import { plainWords } from './plain-words.ts'
import { MERGED, VARIANTS } from './variants.ts'

const PEER = 'BM25 over windows of 30 lines'
const SHOWN = ['lists and signals', 'with MiniLM', PEER]

export default defineBench({
  id: 'search/line-quality',
  question: 'How often is the function among the first answers when the question has none of its words?',
  async run(context) {
    const meanings = await openMeanings(context)
    const answers = new Map<string, LineAnswered[]>([...VARIANTS, MERGED, { name: PEER }].map(({ name }) => [name, []]))
    const notes: string[] = []
    const asked: QuestionedRepository[] = []
    for (const repository of questionedRepositories()) {
      context.signal.throwIfAborted()
      try {
        await askAll(repository, { context, meanings, answers })
        asked.push(repository)
      } catch (thrown) {
        if (!(thrown instanceof Unavailable)) throw thrown
        notes.push(`${repository.name}: ${thrown.message}`)
      }
    }
    await meanings?.close()
    for (const [name, all] of answers) dumpAnswers(`lines-${name}`, all)
    if (asked.length === 0) throw new Unavailable(notes.join('; '))
    const peer = answers.get(PEER)!
    const corpus = `${peer.length} questions about ${asked.map(({ name }) => name).join(', ')}`
    const best = answers.get('with MiniLM')!.length > 0 ? 'with MiniLM' : 'lists and signals'
    const measured = (what: string, of: (all: LineAnswered[]) => number) => ({
      corpus,
      what: `${what}, ${best === 'with MiniLM' ? best : 'without a model'}`,
      unit: '' as const,
      ours: of(answers.get(best)!),
      peer: { name: PEER, value: of(peer) },
    })
    return {
      measurements: [
        measured('NDCG@10 of the right lines', scoreOf),
        measured('the right lines among the first five', (all) => recallAt(5, all)),
      ],
      tables: [
        { title: 'By variant', head: HEAD, rows: variantRows(answers) },
        {
          title: 'NDCG@10 by repository',
          head: ['Repository', 'Questions', ...SHOWN],
          rows: repositoryRows(asked, answers),
        },
      ],
      notes: [
        'A hit is right when it shares at least half of the shorter of both ranges with an answer; tight: half of the longer.',
        ...notes,
      ],
    }
  },
})

interface Asking {
  context: BenchContext
  meanings: Meanings | null
  answers: Map<string, LineAnswered[]>
}

async function askAll(repository: QuestionedRepository, { context, meanings, answers }: Asking): Promise<void> {
  const { signal } = context
  const folder = await questionedFolder(repository, context)
  context.log(repository.name)
  const index = await indexFolder(folder, { signal })
  const meaning = (await meanings?.of(`lines-${repository.name}`, index)) ?? undefined
  for (const { name, parts, withModel } of VARIANTS) {
    if (withModel && !meaning) continue
    answers.get(name)!.push(...(await askLines(repository, index.searcher(parts, withModel ? meaning : undefined))))
  }
  index.close()
  const merged = await indexFolder(folder, { signal, withoutSymbols: true })
  answers.get(MERGED.name)!.push(...(await askLines(repository, merged.searcher())))
  merged.close()
  answers.get(PEER)!.push(...(await askLines(repository, await plainWords(folder, signal))))
}

const HEAD = ['Variant', 'Questions', 'NDCG@10', 'tight', 'right first', 'in five', 'in ten']

function variantRows(answers: Map<string, LineAnswered[]>): (string | number)[][] {
  return [...answers]
    .filter(([, all]) => all.length > 0)
    .map(([name, all]) => [
      name,
      all.length,
      ...[scoreOf(all), mean(all.map(({ tight }) => tight)), recallAt(1, all), recallAt(5, all), recallAt(10, all)].map(
        (score) => score.toFixed(3),
      ),
    ])
}

function repositoryRows(asked: QuestionedRepository[], answers: Map<string, LineAnswered[]>): (string | number)[][] {
  return asked.map(({ name, questions }) => [
    name,
    questions.length,
    ...SHOWN.map((variant) => {
      const score = scoreOf(answers.get(variant)!.filter(({ repository }) => repository === name))
      return Number.isNaN(score) ? '' : score.toFixed(3)
    }),
  ])
}

function scoreOf(all: readonly LineAnswered[]): number {
  return mean(all.map(({ score }) => score))
}
