import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const root = join(import.meta.dirname, '..')
const test = suite('boundaries/suites')

test('every test file makes suites and runs each of them', () => {
  const wrong = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts') && !file.includes('node_modules'))
    .filter((file) => {
      const text = readFileSync(join(root, file), 'utf8')
      const names = [...text.matchAll(/^\s*(?:const|let) (\w+) = (?:suite|\w+Suite)\b/gm)].map((match) => match[1]!)
      return names.length === 0 || names.some((name) => !new RegExp(`\\b${name}\\.run\\(\\)`).test(text))
    })
  assert.equal(wrong, [])
})

test.run()
