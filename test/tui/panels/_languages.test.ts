import { languages } from '@tlc/analyzers/languages.generated'
import { languageShares } from '@tlc/tui/panels/_languages'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('tui/panels/_languages')

test('every language with a grammar is code', () => {
  const known = languages.map(({ id }) => ({ language: id, files: 1, lines: 1, code: 1 }))
  const shares = languageShares([...known, { language: 'graffle', files: 1, lines: 900, code: 900 }])
  assert.equal(
    shares.other.map(({ language }) => language),
    ['graffle'],
  )
})

test('pages of the manual, documents and data are text beside the code', () => {
  const shares = languageShares([
    { language: 'rust', files: 9, lines: 100, code: 90 },
    { language: '1', files: 1, lines: 50, code: 40 },
    { language: 'md', files: 1, lines: 12, code: 10 },
  ])
  assert.equal(shares.code, [{ language: 'rust', files: 9, share: 1 }])
  assert.equal(
    shares.other.map(({ language }) => language),
    ['1', 'md'],
  )
})

test.run()
