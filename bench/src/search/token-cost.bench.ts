import type { ContextPack } from '@tlc/core/index/context/pack-context'
import { defineBench, Unavailable } from '../define-bench.ts'
import { percentile } from '../percentile.ts'
import { dumpAnswers } from './dump-answers.ts'
import { indexFolder, type Meaning } from './folder-index.ts'
import { grepAndRead, type Reading } from './grep-and-read.ts'
import { type LineQuestion, questionedFolder, questionedRepositories } from './line-questions.ts'
import { openMeanings } from './meanings.ts'

/** A tenth of what grep and reading took for the task at hand. */
const A_TENTH = 'a tenth'
type Budget = typeof A_TENTH | number
const BUDGETS: Budget[] = [A_TENTH, 1_000, 2_000, 4_000, 8_000, 16_000]
/** The one whose figures stand in README; the default of `tlc context`. */
const SHOWN = 4_000

interface Task extends LineQuestion {
  repository: string
  reading: Reading
  packs: Map<string, { tokens: number; holds: boolean }>
}

export default defineBench({
  id: 'search/token-cost',
  question:
    'How many tokens does a task take to have its lines on the table, by a context pack and by grep and reading?',
  async run(context) {
    const { signal } = context
    const meanings = await openMeanings(context)
    const tasks: Task[] = []
    const notes: string[] = []
    for (const repository of questionedRepositories('context-tasks')) {
      context.log(repository.name)
      try {
        const folder = await questionedFolder(repository, context)
        const index = await indexFolder(folder, { signal })
        const reader = await grepAndRead(folder, signal)
        const meaning = (await meanings?.of(`lines-${repository.name}`, index)) ?? undefined
        for (const task of repository.questions) {
          const packs: Task['packs'] = new Map()
          const reading = reader.read(task.question, task.answers)
          for (const [name, by] of waysOf(meaning)) {
            for (const budget of BUDGETS) {
              const pack = await index.pack(task.question, tokensOf(budget, reading), by)
              packs.set(key(name, budget), { tokens: pack.tokens, holds: holds(pack, task) })
            }
          }
          tasks.push({ ...task, repository: repository.name, reading, packs })
        }
        index.close()
      } catch (thrown) {
        if (!(thrown instanceof Unavailable)) throw thrown
        notes.push(`${repository.name}: ${thrown.message}`)
      }
    }
    await meanings?.close()
    if (tasks.length === 0) throw new Unavailable(notes.join('; '))
    dumpAnswers(
      'tasks',
      tasks.map((task) => ({ ...task, packs: Object.fromEntries(task.packs) })),
    )
    const way = tasks.every(({ packs }) => packs.has(key('with MiniLM', SHOWN))) ? 'with MiniLM' : 'without a model'
    const corpus = `${tasks.length} tasks in ${new Set(tasks.map(({ repository }) => repository)).size} repositories`
    const shown = tasks.map(({ packs }) => packs.get(key(way, SHOWN))!)
    const tenth = tasks.map(({ packs }) => packs.get(key(way, A_TENTH))!)
    const read = tasks.map(({ reading }) => reading.tokens)
    return {
      measurements: [
        {
          corpus,
          what: `median tokens of a context pack of at most ${SHOWN.toLocaleString('en-US')}, ${way}`,
          unit: '',
          ours: percentile(
            shown.map(({ tokens }) => tokens),
            50,
          ),
          peer: { name: 'grep and read', value: percentile(read, 50) },
        },
        {
          corpus,
          what: `tasks whose lines a pack of ${SHOWN.toLocaleString('en-US')} holds, ${way}`,
          unit: '',
          ours: shown.filter(({ holds }) => holds).length,
          peer: { name: 'grep and read', value: tasks.filter(({ reading }) => reading.seen).length },
        },
        {
          corpus,
          what: `tasks whose lines a pack holds that may take a tenth of the tokens of grep and read, ${way}`,
          unit: '',
          ours: tenth.filter(({ holds }) => holds).length,
          peer: { name: 'grep and read', value: tasks.filter(({ reading }) => reading.seen).length },
        },
      ],
      tables: [{ title: 'By budget', head: HEAD, rows: budgetRows(tasks) }],
      notes: [
        'Grep and read: grep for each word of the task of three letters or more that is no common one, then read whole files, the one with the most matching lines first, until all lines of an answer were read. The list of matches costs nothing.',
        'A pack holds a task when it shows every line of one answer. Both are counted by the estimate that packs are cut by.',
        ...notes,
      ],
    }
  },
})

const HEAD = [
  'Pack',
  'Budget',
  'Holds',
  'at a tenth of grep and read',
  'Tokens of all packs',
  'Tokens of grep and read',
]

function budgetRows(tasks: Task[]): (string | number)[][] {
  const read = tasks.reduce((sum, { reading }) => sum + reading.tokens, 0)
  return ['without a model', 'with MiniLM'].flatMap((way) =>
    BUDGETS.flatMap((budget) => {
      const packed = tasks.flatMap(({ packs, reading }) => {
        const pack = packs.get(key(way, budget))
        return pack ? [{ ...pack, isCheap: pack.tokens * 10 <= reading.tokens }] : []
      })
      if (packed.length === 0) return []
      const held = packed.filter(({ holds }) => holds)
      const tokens = packed.reduce((sum, pack) => sum + pack.tokens, 0)
      return [
        [
          way,
          typeof budget === 'number' ? budget : `${budget} each`,
          held.length,
          held.filter(({ isCheap }) => isCheap).length,
          tokens,
          read,
        ],
      ]
    }),
  )
}

function waysOf(meaning: Meaning | undefined): [name: string, meaning: Meaning | undefined][] {
  return [['without a model', undefined], ...(meaning ? ([['with MiniLM', meaning]] as [string, Meaning][]) : [])]
}

function tokensOf(budget: Budget, reading: Reading): number {
  return budget === A_TENTH ? Math.floor(reading.tokens / 10) : budget
}

function key(way: string, budget: Budget): string {
  return `${way} ${budget}`
}

/** Whether all lines of one answer are shown. */
function holds({ places }: ContextPack, { answers }: LineQuestion): boolean {
  return answers.some(({ path, startLine, endLine }) =>
    places.some((place) => place.path === path && place.startLine <= startLine && place.endLine >= endLine),
  )
}
