import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { BenchContext } from '../define-bench.ts'
import { runCommand } from './command.ts'

const PINNED = { lizard: '1.24.3', radon: '6.0.1', cognitive_complexity: '1.3.0' } as const

/** Path of a Python program of a pinned version, or of the `python` that can import all of them; the first call installs. */
export async function pythonTool(name: 'lizard' | 'radon' | 'python', context: BenchContext): Promise<string> {
  const { cache, log, signal } = context
  const venv = join(cache, `python-${Object.entries(PINNED).flat().join('-')}`)
  const program = join(venv, 'bin', name)
  // Programs are put there when all packages are.
  if (existsSync(join(venv, 'bin/radon'))) return program
  log('making a Python environment for lizard, radon and cognitive_complexity')
  await runCommand('python3', ['-m', 'venv', venv], { signal })
  const wanted = Object.entries(PINNED).map(([tool, version]) => `${tool}==${version}`)
  await runCommand(join(venv, 'bin/pip'), ['install', '--quiet', ...wanted], { signal })
  return program
}

const JEDI = '0.19.2'

export const JEDI_VERSION = `jedi ${JEDI}`

/** Path of a Python that can import jedi, in a virtual environment that the first call makes. */
export async function pythonWithJedi({ cache, log, signal }: BenchContext): Promise<string> {
  const venv = join(cache, `python-jedi-${JEDI}`)
  const python = join(venv, 'bin/python')
  if (existsSync(python)) return python
  log('making a Python environment for jedi')
  await runCommand('python3', ['-m', 'venv', venv], { signal })
  await runCommand(join(venv, 'bin/pip'), ['install', '--quiet', `jedi==${JEDI}`], { signal })
  return python
}

export function pythonToolVersion(name: keyof typeof PINNED): string {
  return `${name} ${PINNED[name]}`
}
