// Packs what `npm run build` made, installs it in an empty folder and uses it there under the oldest and the newest Node.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const PACKAGES = ['analyzers', 'core', 'collab-server', 'tui']
const NODES = ['22.18.0', '24.21.0']

const folder = mkdtempSync(join(tmpdir(), 'tlc-packages-'))
try {
  const archives = pack()
  for (const scripts of [true, false]) tryInstallation(archives, { scripts })
  console.log('The packages install and run.')
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function pack(): string[] {
  const workspaces = PACKAGES.flatMap((name) => ['-w', name])
  run('npm', ['pack', '--silent', '--pack-destination', folder, ...workspaces], root)
  return readdirSync(folder).map((file) => join(folder, file))
}

function tryInstallation(archives: string[], { scripts }: { scripts: boolean }): void {
  const place = join(folder, scripts ? 'with-scripts' : 'without-scripts')
  const project = join(place, 'project')
  mkdirSync(project, { recursive: true })
  writeFileSync(join(project, 'price.py'), 'def price(item):\n    return item.price if item else 0\n')
  writeFileSync(join(place, 'package.json'), '{"private":true}')
  const quiet = ['--no-audit', '--no-fund', '--silent', ...(scripts ? [] : ['--ignore-scripts'])]
  // Else the script of the ONNX runtime fetches GPU libraries from nuget.org, and where it cannot, npm drops the package.
  run('npm', ['install', ...quiet, ...archives], place, { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'skip' })
  for (const version of NODES) {
    const node = nodeFolder(version)
    const env = { ...process.env, PATH: `${node}:/usr/bin:/bin` }
    const tlc = join(place, 'node_modules/.bin/tlc')
    const seen = run(tlc, ['version'], place, env).trim()
    const report = JSON.parse(run(tlc, ['analyze', project, '--json'], place, env))
    run(tlc, ['stop', project], place, env)
    const [price] = report.files.find((file: { path: string }) => file.path === 'price.py').functions
    // Search by meaning needs it; an optional package that was left out would not be noticed otherwise.
    const loads = "import { onnxRuntime } from '@tlc/core/models/onnx-runtime'; onnxRuntime()"
    run(join(node, 'node'), ['--input-type=module', '--eval', loads], place, env)
    if (price?.cyclomatic !== 2) throw new Error(`Expected a complexity of 2, got ${JSON.stringify(price)}`)
    console.log(`ok   tlc ${seen} on Node ${version}, installed ${scripts ? 'with' : 'without'} scripts`)
  }
}

/** The folder of a Node of that version, which npm has as a package. */
function nodeFolder(version: string): string {
  const name = `node-${process.platform}-${process.arch}`
  const place = join(folder, `node-${version}`)
  mkdirSync(place, { recursive: true })
  writeFileSync(join(place, 'package.json'), '{"private":true}')
  run('npm', ['install', '--no-audit', '--no-fund', '--silent', '--ignore-scripts', `${name}@${version}`], place)
  return join(place, 'node_modules', name, 'bin')
}

function run(command: string, args: string[], cwd: string, env: NodeJS.ProcessEnv = process.env): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, env, encoding: 'utf8' })
  if (status === 0) return stdout
  throw new Error(`${command} ${args.join(' ')} ended with ${status}:\n${stderr}${stdout}`)
}
