import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { makeProject } from '../helpers/project.ts'
import { runTlc } from '../helpers/run-tlc.ts'
import { sarifProblems, schemaProblems } from '../helpers/schemas.ts'

const CART = `import os


class Cart:
    def total(self, items):
        return price(items)


def price(items):
    sum = 0
    for item in items:
        if item and item.price:
            sum += item.price
    return sum


def run(text):
    return eval(text)
`
const VIEW = `import { total } from './total'\n\nexport function show(cart) {\n  return total(cart)\n}\n`
const TOTAL = 'export function total(cart) {\n  return cart.length\n}\n'

const project = makeProject({}, [
  { 'shop/cart.py': CART.replace('eval(text)', 'text'), 'web/view.js': VIEW },
  { 'shop/cart.py': CART, 'web/total.js': TOTAL },
  { 'shop/cart.py': `${CART}\n\nTAX = 2\n`, 'README.md': '# Shop\n' },
])
const test = suite('contracts/machine-output')

test.after(() => project.dispose())

test('analyze --json fits its schema and tells what is in the project', async () => {
  const report = await json(['analyze', project.root, '--json'])
  assert.equal(schemaProblems('analyze', report), [])
  const cart = report.files.find((file: { path: string }) => file.path === 'shop/cart.py')
  const price = cart.functions.find((one: { name: string }) => one.name === 'price')
  assert.is(price.cyclomatic, 4)
  assert.is(price.line, 9)
  assert.ok(
    report.findings.some((one: { rule: string; line: number }) => one.rule === 'security/eval-call' && one.line === 18),
  )
  assert.ok(
    report.project.languages.some(
      (one: { language: string; files: number }) => one.language === 'python' && one.files === 1,
    ),
  )
})

test('search --json fits its schema, alone and in a batch', async () => {
  await json(['index', project.root, '--wait', '--json'])
  const answer = await json(['search', 'price of the items', '--json', '--project', project.root])
  assert.equal(schemaProblems('search', answer), [])
  assert.is(answer.hits[0].path, 'shop/cart.py')
  const { out } = await runTlc(['search', '--batch', '--json', '--project', project.root], {
    input: '{"id":1,"query":"total"}\n{"id":"b","query":"show the cart","limit":2}\n',
  })
  const answers = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  for (const one of answers) assert.equal(schemaProblems('search', one), [])
  assert.equal(
    answers.map(({ id }) => id),
    [1, 'b'],
  )
})

test('similar --json fits the schema of search, and leaves out where it was asked', async () => {
  const answer = await json(['similar', `${project.root}/shop/cart.py:9`, '--json', '--project', project.root])
  assert.equal(schemaProblems('search', answer), [])
  assert.ok(answer.hits.every(({ startLine }: { startLine: number }) => startLine !== 9))
})

test('context --json fits its schema and keeps to its budget', async () => {
  const answer = await json(['context', 'price of the items', '--budget', '300', '--json', '--project', project.root])
  assert.equal(schemaProblems('context', answer), [])
  assert.ok(answer.tokens <= 300)
  assert.match(answer.text, 'def price')
})

test('ask --json fits its schema, and exits with 0 for what it found', async () => {
  const answer = await json(['ask', 'what is the', 'price of the items?', '--json', '--project', project.root])
  assert.equal(schemaProblems('ask', answer), [])
  assert.is(answer.question, 'what is the price of the items?')
  assert.ok(answer.citations.some(({ name }: { name: string }) => name === 'price'))
  assert.match(answer.text, /`price` is a function in shop\/cart\.py: `def price\(items\)` \[\d\]\./)
  assert.is(answer.wordedBy, null)
})

test('index --json fits its schema', async () => {
  const progress = await json(['index', project.root, '--wait', '--json'])
  assert.equal(schemaProblems('index', progress), [])
  assert.is(progress.pendingFiles, 0)
  assert.ok(progress.files >= 4)
})

test('analyze --sarif fits the published schema of SARIF 2.1.0', async () => {
  const log = await json(['analyze', project.root, '--sarif'])
  assert.equal(sarifProblems(log), [])
  assert.ok(log.runs[0].results.length > 0)
})

test('analyze --fail-on exits with 3 when a finding is that severe', async () => {
  assert.is((await runTlc(['analyze', project.root, '--fail-on', 'error'])).code, 3)
  assert.is((await runTlc(['analyze', project.root, '--fail-on', 'never'])).code, 0)
})

test('symbols --json gives one definition a line, each fitting the schema', async () => {
  const { code, out } = await runTlc(['symbols', project.root, '--json'])
  assert.is(code, 0)
  const symbols = rows(out)
  for (const symbol of symbols) assert.equal(schemaProblems('symbols', symbol), [])
  const total = symbols.find((one) => one.name === 'total' && one.path === 'shop/cart.py')
  assert.is(total?.container, 'Cart')
})

test('definition --batch answers in order, an impossible request in its place', async () => {
  const asked = [
    { path: 'shop/cart.py', line: 6, column: 17 },
    { path: 'shop/cart.py' },
    { path: 'web/view.js', line: 4, column: 11 },
  ]
  const { code, out } = await runTlc(['definition', '--batch', '--json', '--project', project.root], {
    input: asked.map((one) => `${JSON.stringify(one)}\n`).join(''),
  })
  assert.is(code, 0)
  const answers = rows(out)
  for (const answer of answers) assert.equal(schemaProblems('definition', answer), [])
  assert.equal(answers[0]?.targets, [{ path: 'shop/cart.py', line: 9, column: 5, certainty: 'certain' }])
  assert.match(String(answers[1]?.error), 'Expected')
  assert.equal((answers[2]!.targets as unknown[])[0], {
    path: 'web/total.js',
    line: 1,
    column: 17,
    certainty: 'certain',
  })
})

test('references takes one place as a word, relative to the folder one stands in', async () => {
  const { code, out } = await runTlc(['references', 'cart.py:9:5', '--json', '--project', project.root], {
    cwd: `${project.root}/shop`,
  })
  assert.is(code, 0)
  const [answer] = rows(out)
  assert.equal(schemaProblems('references', answer), [])
  const lines = (answer!.targets as { line: number }[]).map(({ line }) => line)
  assert.ok(lines.includes(6), `the call in line 6 is among ${lines}`)
})

test('a command inside of an opened project finds it without being told', async () => {
  const { out } = await runTlc(['status', '--json'], { cwd: `${project.root}/shop` })
  assert.is(JSON.parse(out).running, true)
})

test('history --json fits its schema and counts commits, changes and people', async () => {
  const report = await json(['history', project.root, '--json', '--deleted'])
  assert.equal(schemaProblems('history', report), [])
  assert.equal(report.deletedFiles, [])
  assert.is(report.commits, 3)
  const cart = report.files.find((file: { path: string }) => file.path === 'shop/cart.py')
  assert.is(cart.revisions, 3)
  assert.is(cart.authors, 2)
})

test('plan --json fits its schema, and every step names its evidence', async () => {
  const plan = await json(['plan', project.root, '--json'])
  assert.equal(schemaProblems('plan', plan), [])
  assert.ok(plan.steps.length > 0)
  for (const step of plan.steps) assert.ok(step.evidence.length > 0, step.title)
})

test('plan for people and as Markdown show the same steps', async () => {
  const { steps } = await json(['plan', project.root, '--json'])
  const { out: list } = await runTlc(['plan', project.root])
  const { out: markdown } = await runTlc(['plan', project.root, '--markdown'])
  for (const { title } of steps) {
    assert.ok(list.includes(title))
    assert.ok(markdown.includes(title))
  }
})

test('a session that the project does not have is refused with those that it has', async () => {
  const { code, err } = await runTlc(['plan', project.root, '--session', 'mian'])
  assert.is(code, 1)
  assert.match(err, /got `mian`.*\n.*\bmain\b/)
})

test('a place in a file that is not there is refused, not answered with nothing', async () => {
  const { code, err } = await runTlc(['definition', 'shop/card.py:1:1', '--project', project.root], {
    cwd: project.root,
  })
  assert.is(code, 2)
  assert.match(err, 'shop/card.py')
})

test('status --json fits its schema with and without a daemon, and stop says whether one ran', async () => {
  const running = await json(['status', project.root, '--json'])
  assert.equal(schemaProblems('status', running), [])
  assert.is(running.running, true)
  assert.is((await runTlc(['stop', project.root])).code, 0)
  assert.is((await runTlc(['stop', project.root])).code, 3)
  const { code, out } = await runTlc(['status', project.root, '--json'])
  assert.is(code, 3)
  assert.equal(schemaProblems('status', JSON.parse(out)), [])
})

test('doctor --json fits its schema', async () => {
  const { out } = await runTlc(['doctor', project.root, '--json'])
  assert.equal(schemaProblems('doctor', JSON.parse(out)), [])
})

test('the schemas refuse another shape', () => {
  for (const name of [
    'analyze',
    'ask',
    'symbols',
    'definition',
    'references',
    'history',
    'learn',
    'plan',
    'status',
    'doctor',
  ]) {
    assert.ok(schemaProblems(name, {}).length > 0, name)
  }
})

async function json(words: string[]) {
  const { code, out, err } = await runTlc(words)
  assert.is(code, 0, err)
  return JSON.parse(out)
}

function rows(text: string): Record<string, unknown>[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
}

test.run()
