import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { repositoryFiles, textOf } from '../helpers/sources.ts'

const KINDS = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies']
const test = suite('boundaries/dependencies')

const readme = textOf('README.md') ?? ''
const table = readme.slice(readme.indexOf('## Dependencies'), readme.indexOf('## Benches'))
/** Names in the first column; one that ends with `*` stands for all that begin so. */
const named = [...table.matchAll(/^\| (`[^|]+) \|/gm)].flatMap(([, cell]) =>
  [...cell!.matchAll(/`([^`]+)`/g)].map(([, name]) => name!),
)
const used = repositoryFiles()
  .filter((file) => file.endsWith('package.json'))
  .flatMap((file) => {
    const manifest = JSON.parse(textOf(file) ?? '{}')
    return KINDS.flatMap((kind) => Object.keys(manifest[kind] ?? {}))
  })
  .filter((name) => !name.startsWith('@tlc/'))

test('README gives a reason for each package that is used', () => {
  assert.equal(
    used.filter((name) => !named.some((entry) => stands(entry, name))),
    [],
  )
})

test('README gives no reason for a package that is not used', () => {
  assert.equal(
    named.filter((entry) => !used.some((name) => stands(entry, name))),
    [],
  )
})

function stands(entry: string, name: string): boolean {
  return entry.endsWith('*') ? name.startsWith(entry.slice(0, -1)) : name === entry
}

test.run()
