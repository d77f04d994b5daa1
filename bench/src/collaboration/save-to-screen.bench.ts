import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import findings from '@tlc/core/document/collections/findings'
import steps from '@tlc/core/document/collections/steps'
import { PROJECT_ROOM, sessionRoom } from '@tlc/core/document/rooms'
import { FIRST_SESSION } from '@tlc/core/engine/first-session'
import type { Link } from '@tlc/core/link/contract'
import { attach } from '@tlc/core/link/local'
import { corpus } from '../corpora.ts'
import { defineBench, type Measurement } from '../define-bench.ts'
import { percentile } from '../percentile.ts'
import { serveWords, tlc } from '../tlc.ts'

const SAVES = 50

export default defineBench({
  id: 'collaboration/save-to-screen',
  question: 'How long until a saved file and a claimed step are in the document of a second terminal?',
  async run(context) {
    const { path } = await corpus('Django 5.1', context)
    const measurements: Measurement[] = []
    for (const part of ['django/db', '']) {
      const root = mkdtempSync(join(tmpdir(), 'tlc-bench-'))
      try {
        cpSync(join(path, 'Django-5.1', part), root, { recursive: true, filter: (source) => !source.includes('/.tlc') })
        const name = `Django 5.1 ${part || 'whole'}`
        measurements.push(
          ...(await measure(root, name, part === '' ? 'db/models/query.py' : 'models/query.py', context.signal)),
        )
      } finally {
        await tlc(['stop', root], { accept: [3] })
        rmSync(root, { recursive: true, force: true })
      }
    }
    return {
      measurements,
      notes: [
        `${SAVES} saves and ${SAVES} claims each; the clock runs from the end of the write, or from the key, to the change in the other client's replica.`,
      ],
    }
  },
})

async function measure(root: string, name: string, file: string, signal: AbortSignal): Promise<Measurement[]> {
  const writer = await attach({ root, serve: serveWords(root), client: 'terminal', name: 'writer', signal })
  const reader = await attach({ root, client: 'terminal', name: 'reader', signal })
  try {
    await writer.request('engine.idle', {})
    const path = root.endsWith('db') || !file.startsWith('db') ? file : `django/${file}`
    const saves = await timeSaves(reader, root, path)
    const claims = await timeClaims(writer, reader)
    return [
      { corpus: name, what: 'save to new findings elsewhere, p50', unit: 'ms', ours: percentile(saves, 50) },
      { corpus: name, what: 'save to new findings elsewhere, p95', unit: 'ms', ours: percentile(saves, 95) },
      { corpus: name, what: 'claim to the other terminal, p95', unit: 'ms', ours: percentile(claims, 95) },
    ]
  } finally {
    await reader.close()
    await writer.close()
  }
}

async function timeSaves(reader: Link, root: string, path: string): Promise<number[]> {
  const project = await reader.room(PROJECT_ROOM)
  const original = readFileSync(join(root, path), 'utf8')
  const taken: number[] = []
  for (let save = 0; save < SAVES; save++) {
    const marker = `eval(bench_input_${save})`
    const seen = Promise.withResolvers<number>()
    const line = original.split('\n').length + save
    const stop = findings.observe(project, (keys) => {
      const found =
        keys.has(path) &&
        findings.get(project, path)?.some((each) => each.rule === 'security/eval-call' && each.line === line)
      if (found) seen.resolve(performance.now())
    })
    writeFileSync(join(root, path), `${original}${'\n'.repeat(save)}${marker}\n`)
    const saved = performance.now()
    taken.push((await seen.promise) - saved)
    stop()
    await reader.request('engine.idle', {})
  }
  return taken
}

async function timeClaims(writer: Link, reader: Link): Promise<number[]> {
  const [mine, theirs] = [await writer.room(sessionRoom(FIRST_SESSION)), await reader.room(sessionRoom(FIRST_SESSION))]
  const [step] = Array.from(steps.entries(mine), ([id]) => id)
  if (step === undefined) throw new Error('Expected a plan with at least one step, got none.')
  await writer.intent('step-approve', { session: FIRST_SESSION, step, reason: '' })
  const taken: number[] = []
  for (let claim = 0; claim < SAVES; claim++) {
    const seen = Promise.withResolvers<number>()
    const stop = steps.observe(theirs, () => {
      if (steps.get(theirs, step)?.claimedBy) seen.resolve(performance.now())
    })
    const from = performance.now()
    await writer.intent('step-claim', { session: FIRST_SESSION, step })
    taken.push((await seen.promise) - from)
    stop()
    await writer.intent('step-release', { session: FIRST_SESSION, step })
  }
  return taken
}
