import { type CorpusName, corpus } from '../corpora.ts'
import { type BenchContext, defineBench, type Measurement, Unavailable } from '../define-bench.ts'
import { jediPlaces } from '../peers/jedi-places.ts'
import { keptPlaces } from '../peers/kept-places.ts'
import { JEDI_VERSION } from '../peers/python-tools.ts'
import { typescriptPlaces } from '../peers/typescript-places.ts'
import { tlc } from '../tlc.ts'
import type { FilePlace, PeerPlace } from './peer-place.ts'

interface Case {
  corpus: CorpusName
  /** Folder of the project in the corpus. */
  project: string
  peer: string
  places(root: string, context: BenchContext): Promise<PeerPlace[]>
}

/** Places of each kind that are drawn. */
const EACH = 40

const CASES: Case[] = [
  {
    corpus: 'flask 3.1.0',
    project: 'flask-3.1.0',
    peer: JEDI_VERSION,
    places: (root, context) => jediPlaces(root, { folders: ['src'], each: EACH }, context),
  },
  {
    corpus: 'rxjs 7.8.2',
    project: 'package',
    peer: 'TypeScript 5.9.3',
    places: (root, context) => typescriptPlaces(root, { folder: 'src', each: EACH }, context),
  },
]

const QUESTIONS = ['definition', 'references'] as const

export default defineBench({
  id: 'analysis/references-agreement',
  question: 'How much of what jedi and TypeScript say of definitions and references does tlc find, and how much else?',
  async run(context) {
    const measurements: Measurement[] = []
    const rows: (string | number)[][] = []
    const notes: string[] = []
    for (const one of CASES) {
      context.log(one.corpus)
      try {
        const { corpus: name, peer } = one
        for (const { question, kind, places, precision, recall } of await compare(one, context)) {
          rows.push([name, question, kind, places, percent(precision), percent(recall)])
          if (kind !== 'all') continue
          const of = { corpus: `${name}, ${places} places`, unit: '%' as const }
          const asked = question === 'definition' ? 'definitions' : 'references'
          measurements.push({ ...of, what: `${asked} that ${peer} has too, of those told`, ours: 100 * precision })
          measurements.push({ ...of, what: `${asked} told, of those that ${peer} has`, ours: 100 * recall })
        }
      } catch (thrown) {
        if (!(thrown instanceof Unavailable)) throw thrown
        notes.push(`${one.corpus}: ${thrown.message}`)
      }
    }
    const head = ['Corpus', 'Question', 'Kind', 'Places', 'Precision', 'Recall']
    return { measurements, notes, tables: [{ title: 'By kind, the mean over places', head, rows }] }
  },
})

interface Score {
  question: string
  kind: string
  places: number
  precision: number
  recall: number
}

async function compare({ corpus: name, project, peer, places: ask }: Case, context: BenchContext): Promise<Score[]> {
  const { path } = await corpus(name, context)
  const root = `${path}/${project}`
  const places = await keptPlaces(`${name} ${peer} ${EACH}`, context, () => ask(root, context))
  if (places.length === 0) throw new Error(`The peer found nothing in ${name}`)
  const input = places.map(({ path, line, column }) => `${JSON.stringify({ path, line, column })}\n`).join('')
  const scores: Score[] = []
  for (const question of QUESTIONS) {
    const options = { signal: context.signal, input, cwd: root }
    const { out } = await tlc([question, '--batch', '--json', '--project', root], options)
    const answers = out
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as { targets: FilePlace[] })
    const compared = places.map((place, i) => ({
      kind: place.kind,
      ...agreement(answers[i]!.targets, question === 'definition' ? place.definitions : place.references),
    }))
    for (const kind of ['all', ...new Set(places.map((place) => place.kind).sort())]) {
      const own = compared.filter((one) => kind === 'all' || one.kind === kind)
      scores.push({
        question,
        kind,
        places: own.length,
        precision: mean(own.flatMap(({ precision }) => precision ?? [])),
        recall: mean(own.flatMap(({ recall }) => recall ?? [])),
      })
    }
  }
  await tlc(['stop', root], { signal: context.signal, accept: [3] })
  return scores
}

/** Null where there is nothing to be shared: precision where nothing was told, recall where the peer has nothing. */
function agreement(ours: readonly FilePlace[], theirs: readonly FilePlace[]) {
  const own = new Set(ours.map(keyOf))
  const other = new Set(theirs.map(keyOf))
  const both = [...own].filter((key) => other.has(key)).length
  return { precision: own.size === 0 ? null : both / own.size, recall: other.size === 0 ? null : both / other.size }
}

function keyOf({ path, line, column }: FilePlace): string {
  return `${path}:${line}:${column}`
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`
}
