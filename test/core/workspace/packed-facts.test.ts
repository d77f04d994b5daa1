import type { FileFacts } from '@tlc/analyzers/facts'
import { packFacts, unpackFacts } from '@tlc/core/workspace/packed-facts'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('core/workspace/packed-facts')

const empty: FileFacts = {
  language: null,
  lines: 0,
  code: 0,
  comments: 0,
  blank: 0,
  maintainability: null,
  totals: { symbols: 0, functions: 0, complexity: 0 },
  symbols: [],
  functions: [],
  references: { names: [], counts: new Uint32Array(0), positions: new Uint32Array(0) },
  imports: [],
  findings: [],
  blocks: [],
  syntaxErrors: 0,
}

const place = { line: 3, column: 5, endLine: 7, endColumn: 2 }

const full: FileFacts = {
  ...empty,
  language: 'python',
  lines: 12,
  maintainability: 71.25,
  symbols: [
    {
      name: 'größe',
      kind: 'class',
      nameLine: 3,
      nameColumn: 7,
      container: null,
      signature: '',
      doc: '',
      exported: true,
      ...place,
    },
    {
      name: '漢字',
      kind: 'method',
      nameLine: 4,
      nameColumn: 9,
      container: 'größe',
      signature: 'def 漢字(😀)',
      doc: null,
      exported: false,
      ...place,
    },
  ],
  functions: [
    {
      name: 'f',
      container: null,
      line: 1,
      endLine: 2 ** 31 - 1,
      cyclomatic: 1,
      cognitive: 0,
      nesting: 0,
      parameters: 2,
      codeLines: 9,
    },
  ],
  imports: [
    { line: 1, module: 'os.path', names: [] },
    { line: 2, module: './store', names: ['a', '', '*'] },
  ],
  blocks: [{ hash: 'abc', line: 1, endLine: 6 }],
  references: { names: ['x', 'yy'], counts: Uint32Array.of(2, 1), positions: Uint32Array.of(1, 1, 2, 4, 9, 9) },
  findings: [{ rule: 'a/b', severity: 'error', message: 'm', cwe: [1], fingerprint: 'f', ...place }],
  cells: [{ index: 0, firstLine: 1, lines: 2 }],
}

test('facts are the same after the way between threads', () => {
  const sent = [full, null, empty, { ...full, language: 'go' as const }]
  assert.equal(unpackFacts(structuredClone(packFacts(sent))), sent)
})

test('tables larger than the first room for numbers arrive whole', () => {
  const positions = Uint32Array.from({ length: 300_000 }, (_, i) => i)
  const symbols = Array.from({ length: 20_000 }, (_, i) => ({ ...full.symbols[0]!, name: `n${i}` }))
  const sent = [{ ...full, symbols, references: { ...full.references, positions } }, full]
  assert.equal(unpackFacts(packFacts(sent)), sent)
})

test.run()
