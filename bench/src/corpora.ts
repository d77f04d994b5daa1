import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type BenchContext, Unavailable } from './define-bench.ts'
import { runCommand } from './peers/command.ts'

export interface Corpus {
  name: string
  path: string
}

type Fetch = (target: string, context: BenchContext) => Promise<void>

/** Public packages of fixed versions, each by the ordinary client of its registry. */
const FETCHES = {
  'Django 5.1': fromPypi('Django==5.1'),
  'flask 3.1.0': fromPypi('flask==3.1.0'),
  'hiredis 3.1.0': fromPypi('hiredis==3.1.0'),
  'rapidfuzz 3.13.0': fromPypi('rapidfuzz==3.13.0'),
  'typescript 5.9.3': fromNpm('typescript@5.9.3'),
  'rxjs 7.8.2': fromNpm('rxjs@7.8.2'),
  'lodash 4.17.21': fromNpm('lodash@4.17.21'),
  'golang.org/x/tools 0.30.0': fromGo('golang.org/x/tools@v0.30.0'),
  'commons-lang3 3.17.0': fromMaven('org.apache.commons:commons-lang3:3.17.0'),
  'regex-automata 0.4.9': fromCargo('regex-automata', '0.4.9'),
} satisfies Record<string, Fetch>

export type CorpusName = keyof typeof FETCHES

/**
 * A folder with the sources of a corpus. `TLC_CORPUS_<NAME>` (letters and digits of the first word, upper case) names
 * one that is already there; otherwise it is fetched once into the cache.
 */
export async function corpus(name: CorpusName, context: BenchContext): Promise<Corpus> {
  const given = process.env[`TLC_CORPUS_${name.split(' ')[0]!.replace(/\W/g, '').toUpperCase()}`]
  if (given !== undefined) return { name, path: given }
  const path = join(context.cache, 'corpora', name.replace(/\W+/g, '-'))
  if (!existsSync(path)) {
    context.log(`fetching ${name}`)
    const unfinished = `${path}.part`
    rmSync(unfinished, { recursive: true, force: true })
    mkdirSync(unfinished, { recursive: true })
    await FETCHES[name](unfinished, context)
    renameSync(unfinished, path)
  }
  return { name, path }
}

function fromPypi(requirement: string): Fetch {
  return async (target, { signal }) => {
    const options = ['--no-deps', '--no-binary', ':all:', '--quiet', '--dest', target, requirement]
    await runCommand('python3', ['-m', 'pip', 'download', ...options], { signal })
    await unpackOnly(target, signal)
  }
}

function fromNpm(spec: string): Fetch {
  return async (target, { signal }) => {
    await runCommand('npm', ['pack', '--silent', '--pack-destination', target, spec], { signal })
    await unpackOnly(target, signal)
  }
}

function fromGo(module: string): Fetch {
  return async (target, { signal }) => {
    const { out } = await runCommand('go', ['mod', 'download', '-json', module], { signal, cwd: target })
    const { Dir } = JSON.parse(out) as { Dir: string }
    await runCommand('cp', ['-R', `${Dir}/.`, target], { signal })
    await runCommand('chmod', ['-R', 'u+w', target], { signal })
  }
}

function fromMaven(artifact: string): Fetch {
  return async (target, { signal }) => {
    const goal = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy'
    const args = ['-q', '-B', goal, `-Dartifact=${artifact}:jar:sources`, `-DoutputDirectory=${target}`]
    await runCommand('mvn', args, { signal, cwd: target })
    const [jar] = readdirSync(target)
    await runCommand('python3', ['-m', 'zipfile', '-e', join(target, jar!), target], { signal })
    rmSync(join(target, jar!))
  }
}

function fromCargo(crate: string, version: string): Fetch {
  return async (target, { signal }) => {
    const project = join(target, 'fetching')
    await runCommand('cargo', ['init', '--quiet', '--vcs', 'none', '--name', 'fetching', project], { signal })
    await runCommand('cargo', ['add', '--quiet', '--no-default-features', `${crate}@=${version}`], {
      signal,
      cwd: project,
    })
    await runCommand('cargo', ['vendor', '--quiet', join(target, 'vendor')], { signal, cwd: project })
    rmSync(project, { recursive: true })
  }
}

/** Unpacks the one archive in a folder and deletes it. */
async function unpackOnly(folder: string, signal: AbortSignal): Promise<void> {
  const [archive] = readdirSync(folder)
  if (archive === undefined) throw new Unavailable('the registry gave no archive')
  await runCommand('tar', ['-xf', join(folder, archive), '-C', folder], { signal })
  rmSync(join(folder, archive))
}
