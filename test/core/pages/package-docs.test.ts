import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { namesPackages, packageDocuments } from '@tlc/core/pages/package-docs'
import { nodeSystem } from '@tlc/core/system/node-system'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

interface World {
  root: string
  troubles: string[]
}

const test = suite<World>('core/pages/package-docs')

test.before.each((world) => {
  world.root = realpathSync(mkdtempSync(join(tmpdir(), 'tlc-packages-')))
  world.troubles = []
})
test.after.each(({ root }) => rmSync(root, { recursive: true, force: true }))

test('packages of npm say what they are by their description and README, those named directly alone', async (world) => {
  write(world, 'app/package.json', {
    dependencies: { left: '1' },
    devDependencies: { '@a/b': '1' },
    peerDependencies: { gone: '1' },
  })
  write(world, 'app/node_modules/left/package.json', {
    name: 'left',
    version: '1.2.3',
    description: 'Pads.',
    license: 'MIT',
  })
  write(
    world,
    'app/node_modules/left/Readme.md',
    '[![ci](https://x/y.svg)](https://x)\n<!-- no -->\n# Left\n\nPads to the left.\n',
  )
  write(world, 'app/node_modules/left/index.d.ts', 'export {}')
  write(world, 'app/node_modules/indirect/package.json', { name: 'indirect', description: 'No.' })
  write(world, 'app/node_modules/indirect/package.json', { name: 'indirect', description: 'No.' })
  write(world, 'app/node_modules/@a/b/package.json', { version: '2.0.0' })
  write(world, 'app/node_modules/@a/b/README', 'Plain.')
  const documents = await documentsOf(world, ['app/package.json', 'app/node_modules/left/package.json'])
  assert.equal(
    documents.map(({ id, kind, title, text }) => ({ id, kind, title, text })),
    [
      {
        id: 'package:npm/left',
        kind: 'package',
        title: 'left 1.2.3',
        text: '# left 1.2.3\n\nPads.\n\nLicence: MIT\n\n# Left\n\nPads to the left.\n',
      },
      { id: 'package:npm/@a/b', kind: 'package', title: '@a/b 2.0.0', text: '# @a/b 2.0.0\n\nPlain.\n' },
    ],
  )
  assert.ok(documents[0]!.at > 0)
})

test('the version of a document changes with its text and not else', async (world) => {
  write(world, 'package.json', { dependencies: { left: '1' } })
  write(world, 'node_modules/left/package.json', { version: '1.0.0', description: 'Pads.' })
  const versions = [(await documentsOf(world, ['package.json']))[0]!.version]
  versions.push((await documentsOf(world, ['package.json']))[0]!.version)
  write(world, 'node_modules/left/package.json', { version: '1.0.1', description: 'Pads.' })
  versions.push((await documentsOf(world, ['package.json']))[0]!.version)
  assert.is(versions[0], versions[1])
  assert.is.not(versions[0], versions[2])
})

test('a package of the project itself, or of anywhere else, that is linked into node_modules is none; a store of links is', async (world) => {
  write(world, 'package.json', { dependencies: { own: '1', away: '1', stored: '1', '../evil': '1', '..': '1' } })
  write(world, 'packages/own/package.json', { description: 'Own.' })
  const away = realpathSync(mkdtempSync(join(tmpdir(), 'tlc-away-')))
  mkdirSync(join(away, 'node_modules/away'), { recursive: true })
  writeFileSync(join(away, 'node_modules/away/package.json'), '{"description":"Away."}')
  write(world, 'node_modules/.pnpm/stored@1/node_modules/stored/package.json', { description: 'Stored.' })
  symlinkSync('../packages/own', join(world.root, 'node_modules/own'))
  symlinkSync(join(away, 'node_modules/away'), join(world.root, 'node_modules/away'))
  symlinkSync('.pnpm/stored@1/node_modules/stored', join(world.root, 'node_modules/stored'))
  assert.equal(
    (await documentsOf(world, ['package.json'])).map(({ title }) => title),
    ['stored'],
  )
  rmSync(away, { recursive: true })
})

test('packages of Python are those of the requirements, by any spelling, that the virtual environment has', async (world) => {
  const toml = `[project]\ndependencies = ["Flask[async]>=3", "py.yaml; python_version>'3'"]\n[project.optional-dependencies]\nx = ["zope_interface"]
[dependency-groups]\ndev = ["pytest", {include-group = "x"}]\n[tool.poetry.group.docs.dependencies]\nsphinx = "^7"\n`
  write(world, 'pyproject.toml', toml)
  write(world, 'api/requirements-dev.txt', '# tools\n-r base.txt\nBlack==24.1 ; extra\n\nhttps://x/y.whl\n')
  const metadata = (name: string) =>
    `Metadata-Version: 2.1\nName: ${name}\nVersion: 3.0\nSummary: Is ${name}.\nLicense-Expression: BSD\n\n# ${name}\n\nSaid: more.\n`
  for (const name of ['flask', 'Py_YAML', 'zope.interface', 'pytest', 'Sphinx', 'black', 'indirect']) {
    write(world, `.venv/lib/python3.12/site-packages/${name}-3.0.dist-info/METADATA`, metadata(name))
  }
  const documents = await documentsOf(world, ['pyproject.toml', 'api/requirements-dev.txt', 'src/a.py'])
  const ids = documents.map(({ id }) => id).sort()
  assert.equal(
    ids,
    ['Py_YAML', 'Sphinx', 'black', 'flask', 'pytest', 'zope.interface'].map((name) => `package:pypi/${name}`),
  )
  const flask = documents.find(({ id }) => id.endsWith('flask'))!
  assert.equal(flask.text, '# flask 3.0\n\nIs flask.\n\nLicence: BSD\n\n# flask\n\nSaid: more.\n')
})

test('modules of Go are read from vendor or the cache of modules, without those that others need', async (world) => {
  const cache = join(world.root, 'cache')
  write(
    world,
    'go.mod',
    'module x\n\nrequire github.com/a/one v1.0.0\n\nrequire (\n\tgithub.com/B/two v2.1.0+incompatible // why\n\tgithub.com/c/three v1.0.0 // indirect\n\tgithub.com/../../etc v1.0.0\n)\n',
  )
  write(world, 'vendor/github.com/a/one/README.md', '# One')
  write(world, 'cache/github.com/!b/two@v2.1.0+incompatible/README.md', '# Two')
  write(world, 'cache/github.com/c/three@v1.0.0/README.md', '# Three')
  const documents = await documentsOf(world, ['go.mod'], { GOMODCACHE: cache })
  assert.equal(
    documents.map(({ id }) => id),
    ['package:go/github.com/a/one', 'package:go/github.com/B/two'],
  )
})

test('crates of Rust are read in the version that the lock file has', async (world) => {
  write(
    world,
    'crates/a/Cargo.toml',
    '[package]\nname = "a"\n[dependencies]\nserde = "1"\nrenamed = { package = "libc", version = "0.2" }\nown = { path = "../own" }\n[target.\'cfg(unix)\'.dev-dependencies]\nnix = "0.1"\n',
  )
  write(
    world,
    'Cargo.lock',
    '[[package]]\nname = "serde"\nversion = "1.0.1"\n\n[[package]]\nname = "libc"\nversion = "0.2.9"\n\n[[package]]\nname = "nix"\nversion = "0.1.2"\n',
  )
  for (const [name, version] of [
    ['serde', '1.0.1'],
    ['serde', '0.9.0'],
    ['libc', '0.2.9'],
    ['nix', '0.1.2'],
  ]) {
    const folder = `cargo/registry/src/index/${name}-${version}`
    write(
      world,
      `${folder}/Cargo.toml`,
      `[package]\nname = "${name}"\nversion = "${version}"\ndescription = "Is ${name}."\nlicense = "MIT"\n`,
    )
    write(world, `${folder}/README.md`, `# ${name}`)
  }
  const documents = await documentsOf(world, ['crates/a/Cargo.toml'], { CARGO_HOME: join(world.root, 'cargo') })
  assert.equal(
    documents.map(({ title }) => title),
    ['serde 1.0.1', 'libc 0.2.9', 'nix 0.1.2'],
  )
})

test('a manifest that is broken is told, and the others are read', async (world) => {
  write(world, 'package.json', '{"dependencies":')
  write(world, 'odd/package.json', '["dependencies"]')
  write(world, 'py/pyproject.toml', '[project\n[x]\n')
  write(world, 'web/package.json', { dependencies: { left: '1', broken: '1', empty: '1' } })
  write(world, 'web/node_modules/left/package.json', { description: 'Pads.' })
  write(world, 'web/node_modules/broken/package.json', '{')
  write(world, 'web/node_modules/broken/README.md', '<!-- '.repeat(50_000))
  mkdirSync(join(world.root, 'web/node_modules/empty'))
  const paths = ['package.json', 'odd/package.json', 'py/pyproject.toml', 'web/package.json', 'gone/package.json']
  const documents = await documentsOf(world, paths)
  assert.equal(
    documents.map(({ title }) => title),
    ['left', 'broken'],
  )
  assert.equal(world.troubles.map((trouble) => trouble.split(':')[0]).sort(), ['package.json', 'py/pyproject.toml'])
})

test('files that name packages are known by their names', () => {
  const named = [
    'package.json',
    'a/b/go.mod',
    'Cargo.toml',
    'pyproject.toml',
    'requirements.txt',
    'requirements-dev.txt',
  ]
  for (const path of named) assert.ok(namesPackages(path), path)
  for (const path of ['a.json', 'src/package.json.ts', 'my-go.mod', 'cargo.toml']) assert.not(namesPackages(path), path)
})

function documentsOf({ root, troubles }: World, paths: string[], env: Record<string, string> = {}) {
  const system = { ...nodeSystem, env: { HOME: join(root, 'home'), ...env } }
  return packageDocuments({ root, paths, system, onTrouble: (message) => troubles.push(message) })
}

function write({ root }: World, path: string, text: string | object): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), typeof text === 'string' ? text : JSON.stringify(text))
}

test.run()
