import { readWasm } from '@tlc/analyzers/grammars'
import { languages } from '@tlc/analyzers/languages.generated'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('analyzers/grammars')

test('the bytes of tree-sitter and of every grammar are found', async () => {
  for (const file of ['web-tree-sitter.wasm', ...languages.map((language) => language.grammar)]) {
    const bytes = await readWasm(file)
    assert.equal([...bytes.subarray(0, 4)], [0, 0x61, 0x73, 0x6d], file)
  }
})

test('a file that no package has is refused', async () => {
  for (const file of ['tree-sitter-none/none.wasm', 'tree-sitter-go/none.wasm']) {
    const error = await readWasm(file).then(
      () => null,
      (thrown: unknown) => thrown,
    )
    assert.instance(error, Error)
  }
})

test.run()
