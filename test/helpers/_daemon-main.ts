// Serves the project in argv[2] with an engine that does nothing: documents, intents and the log are the real ones.
import { serveProject } from '@tlc/collab-server/serve'
import { quietEngine } from './quiet-engine.ts'

const [root, idleMinutes = '0'] = process.argv.slice(2)
const daemon = await serveProject({
  root: root!,
  version: '0.0.0-test',
  idleMinutes: Number(idleMinutes),
  createEngine: quietEngine,
  ownsConsole: true,
})
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void daemon.stop())
process.stdout.write('ready\n')
await daemon.ended
process.exit(0)
