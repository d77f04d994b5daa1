import { createHash } from 'node:crypto'
import { createAnalyzer } from '@tlc/analyzers/analyze'
import { readWasm } from '@tlc/analyzers/grammars'
import { chunkDocument, chunkFile } from '@tlc/core/index/chunks/chunk-file'
import { SEGMENT_VERSION } from '@tlc/core/index/segment/segment-file'
import { termsOfIdentifier } from '@tlc/core/index/text/terms'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

/** Of what the samples are cut into, by the version of the segments that hold it. */
const CUT = { version: 4, digest: 'd8cfa138084f72da' }

const SAMPLES: Record<string, string> = {
  'shop/cart.py':
    '"""A cart."""\nimport os\n\nLIMIT = 3\n\n\n# Of all items.\n@cached(\n    1,\n)\ndef total(items):\n    def inner():\n        return 1\n    return sum(items)\n\n\nclass Cart:\n    size = 0\n\n    def add(self, item):\n        self.items.append(item)\n',
  'src/a.ts': 'export interface A {\n  b: string\n}\n\nexport function f(a: A): string {\n  return a.b\n}\n',
  'src/a.rs': 'impl A {\n    fn b(&self) -> i32 {\n        1\n    }\n}\n',
  'lib/a.zig': 'pub fn add(a: i32, b: i32) i32 {\n    return a + b;\n}\n',
  'README.md': '---\ntitle: Shop\n---\nHello.\n\n# Use\n```sh\nnpm ci\nnpm test\nnpm start\n```\n',
  'docs/a.rst': 'Title\n=====\n\nText.\n\nPart\n----\n\nMore.\n',
  'package.json': '{\n  "name": "shop",\n  "scripts": {\n    "test": "true"\n  }\n}\n',
  'a.ipynb': JSON.stringify({ cells: [{ cell_type: 'code', source: 'def f():\n    return 1\n' }] }),
}

const analyzer = await createAnalyzer({ wasm: readWasm })
const test = suite('core/index/segment/segment-version')

test('segments of this version hold what the samples are cut into now', async () => {
  const cut: unknown[] = []
  for (const [path, text] of Object.entries(SAMPLES)) {
    const language = analyzer.languageOf(path, text) ?? ''
    if (language !== '') await analyzer.prepare([language])
    const { symbols, cells } = language === '' ? { symbols: [] } : analyzer.analyse(path, text)
    cut.push(chunkFile({ path, hash: '', language, symbols, ...(cells && { cells }) }, text))
  }
  cut.push(chunkDocument({ id: 'page:a', kind: 'page', title: 'A', text: '# B\nText.\n', at: 0, version: '1' }))
  cut.push(['HTMLParser2', 'snake_case_names', 'camelCase'].map((name) => termsOfIdentifier(name)))
  const digest = createHash('sha256').update(JSON.stringify(cut)).digest('hex').slice(0, 16)
  assert.equal(
    { version: SEGMENT_VERSION, digest },
    CUT,
    'texts are cut otherwise than by the version before: raise SEGMENT_VERSION, and write both here',
  )
})

test.run()
