import { createAnalyzer } from '@tlc/analyzers/analyze'
import { readWasm } from '@tlc/analyzers/grammars'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('analyzers/suppressions')
const analyzer = await createAnalyzer({ wasm: readWasm })
await analyzer.prepare(['python', 'javascript'])

function rulesIn(path: string, source: string): string[] {
  return analyzer.analyse(path, source).findings.map((finding) => finding.rule)
}

test('a comment on the line of a finding silences the rule that it names', () => {
  const call = 'def run(text):\n    return eval(text)'
  assert.equal(rulesIn('src/run.py', `${call}\n`), ['security/eval-call'])
  assert.equal(rulesIn('src/run.py', `${call}  # tlc-ignore security/eval-call: the text is our own\n`), [])
})

test('a comment on the line above silences the next line', () => {
  assert.equal(
    rulesIn('src/run.js', '// tlc-ignore security/eval-call: a console\nexport const run = (text) => eval(text)\n'),
    [],
  )
})

test('a suppression silences the named rule alone', () => {
  assert.equal(rulesIn('src/run.js', 'eval(text) // tlc-ignore correctness/empty-catch: no\n'), ['security/eval-call'])
})

test('a suppression reaches no further than the next line', () => {
  const source = '// tlc-ignore security/eval-call: the first\neval(first)\neval(second)\n'
  assert.equal(rulesIn('src/run.js', source), ['security/eval-call'])
})

test('a suppression without a reason silences nothing', () => {
  assert.equal(rulesIn('src/run.js', 'eval(text) // tlc-ignore security/eval-call\n'), ['security/eval-call'])
  assert.equal(rulesIn('src/run.js', 'eval(text) // tlc-ignore security/eval-call:  \n'), ['security/eval-call'])
})

test('one comment can silence several rules for one reason', () => {
  const source = 'eval(text) // tlc-ignore security/eval-call, correctness/empty-catch: a console\n'
  assert.equal(rulesIn('src/run.js', source), [])
})

test.run()
