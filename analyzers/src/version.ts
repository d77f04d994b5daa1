import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Tells facts of one state of the analyzers from those of another: digest in hex of their code and of the versions of
 * the grammars. Facts with another version may miss what today's rules find.
 */
export function analyzerVersion(): string {
  const folder = import.meta.dirname
  const extension = import.meta.filename.slice(import.meta.filename.lastIndexOf('.'))
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(extension) && !name.endsWith('.d.ts'))
    .sort()
  const digest = createHash('sha1').update(readFileSync(join(folder, '..', 'package.json')))
  for (const name of names) digest.update(`\0${name}\0`).update(readFileSync(join(folder, name)))
  return digest.digest('hex')
}
