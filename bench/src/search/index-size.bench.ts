import { type BenchContext, defineBench, type Measurement } from '../define-bench.ts'
import { largeIndex } from './large-index.ts'

const SIZES = [1_000, 10_000, 100_000, 300_000]
const BAR_WIDTH = 40

export default defineBench({
  id: 'search/index-size',
  question: 'Does the cost of the index grow in step with the code?',
  async run(context) {
    const rows = []
    for (const size of SIZES) rows.push(await measure(size, context))
    const measurements: Measurement[] = rows.flatMap(({ chunks, kilobytes, msPerThousand }) => {
      const name = `${chunks.toLocaleString('en-US')} chunks`
      return [
        { corpus: name, what: 'index on disk a chunk, vectors included', unit: 'KB' as const, ours: kilobytes },
        { corpus: name, what: 'indexing words, 1,000 chunks', unit: 'ms' as const, ours: msPerThousand },
      ]
    })
    const most = Math.max(...rows.map(({ msPerThousand }) => msPerThousand))
    return {
      measurements,
      tables: [
        {
          title: 'Time for 1,000 chunks',
          head: ['chunks', 'ms', 'chart'],
          rows: rows.map(({ chunks, msPerThousand }) => [
            chunks,
            msPerThousand.toFixed(1),
            '█'.repeat(Math.max(1, Math.round((BAR_WIDTH * msPerThousand) / most))),
          ]),
        },
      ],
      notes: ["Django's files as often as it takes, with other names in each copy; joining of small parts is counted."],
    }
  },
})

async function measure(size: number, context: BenchContext) {
  context.log(`${size.toLocaleString('en-US')} chunks`)
  const large = await largeIndex(size, context)
  try {
    const { chunks, bytes, buildMs } = large
    return { chunks, kilobytes: bytes / chunks / 1000, msPerThousand: (buildMs * 1000) / chunks }
  } finally {
    await large.close()
  }
}
