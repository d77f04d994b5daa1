import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { registries, registryText } from '../../.dev/generate.ts'
import { ROOT, repositoryFiles, textOf } from '../helpers/sources.ts'

const test = suite('boundaries/generated')

test('every registry is what its files define', () => {
  const stale = registries
    .filter((registry) => registryText(registry) !== textOf(registry.to))
    .map((registry) => registry.to)
  assert.equal(stale, [], 'run `npm run generate`')
})

test('every generated file has a registry that writes it', () => {
  const written = new Set(registries.map((registry) => registry.to))
  const strays = repositoryFiles().filter((file) => file.endsWith('.generated.ts') && !written.has(file))
  assert.equal(strays, [])
})

for (const { from, to, name } of registries) {
  test(`the id of each entry of ${name} is its path`, async () => {
    const wrong: string[] = []
    // First as a whole, as the program does: an entry may lead back to its registry.
    await import(join(ROOT, to))
    const files = repositoryFiles().filter(
      (file) =>
        file.startsWith(`${from}/`) &&
        file.endsWith('.ts') &&
        !basename(file).startsWith('_') &&
        existsSync(join(ROOT, file)),
    )
    for (const file of files) {
      const { default: entry } = await import(join(ROOT, file))
      const expected = file.slice(from.length + 1, -'.ts'.length)
      const id = identity(entry)
      if (id !== expected) wrong.push(`${file} defines ${id}`)
    }
    assert.equal(wrong, [])
  })
}

/** Requests, intents and actions are `<subject>.<verb>`: their file has a dash where the dot is. */
function identity(entry: { id?: string; key?: string; to?: number } | undefined): string {
  return (entry?.id ?? entry?.key ?? String(entry?.to)).replace('.', '-')
}

test.run()
