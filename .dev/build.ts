// Compiles each workspace to `dist/` for publishing, in the order of the import arrows, and gathers the grammars.
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const PACKAGES = ['analyzers', 'core', 'collab-server', 'tui']

copyGrammars()
for (const name of PACKAGES) compile(name)
console.log(`Built ${PACKAGES.join(', ')}.`)

/** Of each grammar package only the `.wasm` is published: the packages themselves hold C sources and native binaries. */
function copyGrammars(): void {
  const target = join(root, 'analyzers/grammars')
  rmSync(target, { recursive: true, force: true })
  mkdirSync(target, { recursive: true })
  const modules = join(root, 'node_modules')
  for (const grammar of readdirSync(modules).filter((name) => name.startsWith('tree-sitter-'))) {
    for (const file of readdirSync(join(modules, grammar)).filter((name) => name.endsWith('.wasm'))) {
      copyFileSync(join(modules, grammar, file), join(target, file))
    }
  }
}

function compile(name: string): void {
  const folder = join(root, name)
  rmSync(join(folder, 'dist'), { recursive: true, force: true })
  copyFileSync(join(root, 'LICENSE'), join(folder, 'LICENSE'))
  const config = join(folder, 'tsconfig.build.json')
  writeFileSync(
    config,
    JSON.stringify({
      extends: '../tsconfig.json',
      // Without the condition `tlc-source` the other workspaces are read as what they publish, so each compiles alone.
      compilerOptions: { noEmit: false, rootDir: 'src', outDir: 'dist', customConditions: [] },
      include: ['src'],
      exclude: [],
    }),
  )
  try {
    const { status, stdout } = spawnSync(join(root, 'node_modules/.bin/tsc'), ['-p', config], { encoding: 'utf8' })
    if (status !== 0) throw new Error(`${name} does not compile:\n${stdout}`)
  } finally {
    rmSync(config, { force: true })
  }
}
