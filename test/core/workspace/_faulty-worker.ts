// The real analysis worker on a disk whose files make it crash, hang, or run out of memory when they are opened.
import fs, { type Mode, type OpenMode, type PathLike } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

const open = fs.openSync
fs.openSync = (path: PathLike, flags: OpenMode, mode?: Mode | null) => {
  const name = String(path)
  if (name.endsWith('crash.py')) process.exit(7)
  if (name.endsWith('hang.py')) for (;;);
  if (name.endsWith('hungry.py'))
    for (const hoard: string[][] = []; ; ) hoard.push(Array.from({ length: 100_000 }, (_, i) => `${name}${i}`))
  if (name.endsWith('throw.py')) throw new TypeError('a fault of our own')
  return open(path, flags, mode ?? undefined)
}
syncBuiltinESMExports()

await import('@tlc/core/workspace/analysis-worker')
