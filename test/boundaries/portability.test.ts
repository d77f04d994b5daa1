import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { repositoryFiles, textOf } from '../helpers/sources.ts'

// Joined from parts, so that this file does not find itself.
const MACHINE_PATHS = new RegExp(['/wo' + 'rk/(main|shared|\\.)', '/tm' + 'p/(brief|issue|corpora|peers)'].join('|'))
const PLACEHOLDER = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX'].join('|')})\\b`)

const texts = repositoryFiles()
  .filter((file) => /\.(ts|md|json|sh|yml)$|^\.ci\/|\/bin\//.test(file) && file !== 'package-lock.json')
  .map((file) => ({ file, text: textOf(file) ?? '' }))

const test = suite('boundaries/portability')

test('nothing names a path of one machine', () => {
  assert.equal(found(texts, MACHINE_PATHS), [])
})

test('no source puts work off by a marker', () => {
  const sources = texts.filter(({ file }) => /^[\w-]+\/src\//.test(file) && !file.startsWith('analyzers/src/rules/'))
  assert.equal(found(sources, PLACEHOLDER), [])
})

function found(files: { file: string; text: string }[], pattern: RegExp): string[] {
  return files.flatMap(({ file, text }) =>
    text
      .split('\n')
      .flatMap((line, i) => (pattern.test(line) ? [`${file}:${i + 1} ${line.trim().slice(0, 100)}`] : [])),
  )
}

test.run()
