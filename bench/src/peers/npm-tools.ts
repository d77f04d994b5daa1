import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type BenchContext, Unavailable } from '../define-bench.ts'
import { runCommand } from './command.ts'

const AST_GREP = '0.51.1'

export const AST_GREP_VERSION = `ast-grep ${AST_GREP}`

const SONAR = {
  'eslint-plugin-sonarjs': '4.2.2',
  eslint: '9.39.1',
  '@typescript-eslint/parser': '8.46.4',
  typescript: '5.9.3',
}

export const SONAR_VERSION = `eslint-plugin-sonarjs ${SONAR['eslint-plugin-sonarjs']}`

/** Folder in which eslint and its plugin can be imported, installed by the first call. */
export async function sonarFolder({ cache, log, signal }: BenchContext): Promise<string> {
  const folder = join(cache, `sonarjs-${SONAR['eslint-plugin-sonarjs']}`)
  if (!existsSync(join(folder, 'node_modules/eslint-plugin-sonarjs'))) {
    log('installing eslint-plugin-sonarjs')
    mkdirSync(folder, { recursive: true })
    const options = ['--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', folder]
    const packages = Object.entries(SONAR).map(([name, version]) => `${name}@${version}`)
    await runCommand('npm', ['install', ...options, ...packages], { signal, cwd: folder })
  }
  return folder
}

/** Path of ast-grep's program, installed by the first call. */
export async function astGrep({ cache, log, signal }: BenchContext): Promise<string> {
  const folder = join(cache, `ast-grep-${AST_GREP}`)
  const scope = join(folder, 'node_modules/@ast-grep')
  if (!existsSync(scope)) {
    log('installing ast-grep')
    mkdirSync(folder, { recursive: true })
    const options = ['--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', folder]
    await runCommand('npm', ['install', ...options, `@ast-grep/cli@${AST_GREP}`], { signal, cwd: folder })
  }
  // The program is in the package of this platform; the other one would copy it from there when scripts may run.
  const platform = readdirSync(scope).find((name) => name.startsWith('cli-'))
  if (platform === undefined) throw new Unavailable(`ast-grep has no program for ${process.platform} ${process.arch}`)
  return join(scope, platform, 'ast-grep')
}
