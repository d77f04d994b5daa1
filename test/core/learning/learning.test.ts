import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type LearningProject, learningProject } from './_project.ts'

const NO_YAML =
  'Traceback (most recent call last):\n  File "app.py", line 1, in <module>\nModuleNotFoundError: No module named \'yaml\'\n'
const NONE =
  "Traceback (most recent call last):\n  File \"app.py\", line 9, in main\nAttributeError: 'NoneType' object has no attribute 'name'\n"
const NONE_OTHERWISE =
  'Traceback (most recent call last):\n  File "shop.py", line 3, in total\nTypeError: \'NoneType\' object is not subscriptable\n'
const ANN = { id: 'ann', name: 'Ann' }

const test = suite<{ project: LearningProject }>('core/learning/learning')

test.before.each(async (context) => {
  context.project = await learningProject()
})
test.after.each(({ project }) => project.dispose())

test('what was changed between a failure and the next success of the command is its fix', async ({ project }) => {
  project.write('app.py', 'user = find()\nprint(user.name)\n')
  await project.run('python app.py', NONE)
  project.write('app.py', 'user = find()\nif user:\n    print(user.name)\n')
  const { learnt } = await project.run('python app.py')
  assert.equal(
    learnt.map(({ worked, tried }) => [worked, tried]),
    [[1, 1]],
  )
  const [fix] = await project.learning.fixes()
  assert.is(fix?.kind, 'code')
  assert.is(fix?.files[0]?.path, 'app.py')
  assert.ok(fix?.files[0]?.excerpt.includes('+if user:'))
  assert.ok(fix?.error.includes('NoneType'))
})

test('a command in between is the fix of a missing module, and the next like error gets it', async ({ project }) => {
  await project.run('python app.py', NO_YAML)
  await project.run('ls -l')
  await project.run('pip install pyyaml')
  await project.run('python app.py')
  const { advice } = await project.run('pytest', "E   ModuleNotFoundError: No module named 'yaml'\n")
  assert.is(advice?.fixes[0]?.summary, 'Run `pip install pyyaml`')
  assert.equal(advice?.fixes[0]?.record, { worked: 1, tried: 1, misled: 0, useful: 0, notUseful: 0 })
})

test('a differently worded error of the same cause gets the fix, another one gets none', async ({ project }) => {
  await teach(project)
  assert.is((await project.learning.adviseOn(NONE_OTHERWISE)).fixes.length, 1)
  const other = await project.learning.adviseOn(
    'ZeroDivisionError: division by zero\n'.padStart(70, 'Traceback (most recent call last):\n'),
  )
  assert.equal(other.fixes, [])
  assert.ok(other.reason !== '')
})

test('another missing module is no case for the same install', async ({ project }) => {
  await project.run('python app.py', NO_YAML)
  await project.run('pip install pyyaml')
  await project.run('python app.py')
  assert.equal((await project.learning.adviseOn(NO_YAML.replace('yaml', 'numpy'))).fixes, [])
})

test('a success after the same fix raises its record', async ({ project }) => {
  await project.run('python app.py', NO_YAML)
  await project.run('pip install pyyaml')
  await project.run('python app.py')
  await project.run('python web.py', NO_YAML)
  await project.run('pip install pyyaml')
  await project.run('python web.py')
  const fixes = await project.learning.fixes()
  assert.equal(
    fixes.map(({ worked, tried }) => [worked, tried]),
    [[2, 2]],
  )
})

test('a fix that was applied in vain, and one that was not it, lose trust', async ({ project }) => {
  await teach(project)
  const sure = (await project.learning.adviseOn(NONE_OTHERWISE)).fixes[0]!.confidence
  project.write('shop.py', 'total(find())\n')
  await project.run('python shop.py', NONE_OTHERWISE)
  project.write('shop.py', 'cache.clear()\ntotal(find())\n')
  await project.run('python shop.py')
  const fixes = await project.learning.fixes()
  assert.equal(fixes.map(({ misled }) => misled).sort(), [0, 1])
  const misled = (await project.learning.adviseOn(NONE_OTHERWISE)).fixes.find(({ record }) => record.misled === 1)
  assert.ok(misled === undefined || misled.confidence < sure)
})

test('an advised fix that did not help counts as tried', async ({ project }) => {
  await project.run('python app.py', NO_YAML)
  await project.run('pip install pyyaml')
  await project.run('python app.py')
  await project.run('python web.py', NO_YAML)
  await project.run('pip install pyyaml')
  await project.run('python web.py', NO_YAML)
  const [fix] = await project.learning.fixes()
  assert.equal([fix?.worked, fix?.tried], [1, 2])
})

test('a success without a change teaches nothing', async ({ project }) => {
  project.write('app.py', 'print(1)\n')
  await project.run('python app.py', NONE)
  const { learnt } = await project.run('python app.py')
  assert.equal([learnt, await project.learning.fixes()], [[], []])
})

test('each of two errors that were mended one after the other gets what mended it', async ({ project }) => {
  project.write('app.py', 'first\n')
  await project.run('python app.py', NO_YAML)
  await project.run('pip install pyyaml')
  await project.run('python app.py', NONE)
  project.write('app.py', 'second\n')
  await project.run('python app.py')
  const fixes = await project.learning.fixes()
  const kinds = Object.fromEntries(fixes.map((fix) => [fix.fingerprint.errorClass, [fix.kind, fix.files.length]]))
  assert.equal(kinds, { ModuleNotFoundError: ['dependency', 0], AttributeError: ['code', 1] })
})

test('a fix that was broken in between is kept as it is when the command succeeds', async ({ project }) => {
  project.write('app.py', 'user.name\n')
  await project.run('python app.py', NONE)
  project.write('app.py', 'if user user.name\n')
  await project.run('python app.py', '  File "app.py", line 1\n    if user user.name\nSyntaxError: expected \':\'\n')
  project.write('app.py', 'if user: user.name\n')
  await project.run('python app.py')
  const fixes = await project.learning.fixes()
  const excerpts = Object.fromEntries(fixes.map((fix) => [fix.fingerprint.errorClass, fix.files[0]?.excerpt]))
  assert.equal(excerpts, {
    AttributeError: '-user.name\n+if user: user.name',
    SyntaxError: '-if user user.name\n+if user: user.name',
  })
})

test('options about the output, and where the program is, do not make another command', async ({ project }) => {
  await project.run('/usr/bin/python app.py -v', NO_YAML)
  await project.run('pip install pyyaml')
  assert.is((await project.run('python app.py')).learnt.length, 1)
})

test('cases and fixes survive a restart', async ({ project }) => {
  project.write('app.py', 'user.name\n')
  await project.run('python app.py', NONE)
  await project.restart()
  project.write('app.py', 'if user: user.name\n')
  await project.run('python app.py')
  await project.restart()
  assert.is((await project.learning.adviseOn(NONE_OTHERWISE)).fixes[0]?.evidence.files[0]?.path, 'app.py')
})

test('no secret is stored: not of the output, the command, nor of the files', async ({ project }) => {
  const secret = 'Zx81kPq0LmN42vBt'
  project.write('app.py', `password = "${secret}"\nuser.name\n`)
  await project.run(`python app.py --password ${secret}`, `${NONE}DB_PASSWORD=${secret}\n`)
  const states = readdirSync(project.stateFolder).map((file) => readFileSync(join(project.stateFolder, file), 'utf8'))
  assert.ok(states.length > 0 && !states.join().includes(secret))
  project.write('app.py', `password = "${secret}2"\nif user: user.name\n`)
  await project.run(`python app.py --password ${secret}`)
  assert.is((await project.learning.fixes()).length, 1)
  await project.store.store.close()
  assert.not(readFileSync(project.store.path).includes(secret))
  await project.store.reopen().catch(() => undefined)
})

test('the states of closed cases are removed', async ({ project }) => {
  project.write('app.py', 'a\n')
  await project.run('python app.py', NONE)
  assert.ok(existsSync(project.stateFolder) && readdirSync(project.stateFolder).length > 0)
  project.write('app.py', 'b\n')
  await project.run('python app.py')
  assert.equal(readdirSync(project.stateFolder), [])
})

test('one fix can be forgotten, and all', async ({ project }) => {
  await teach(project)
  const [fix] = await project.learning.fixes()
  const gone = await project.learning.forget('no such').catch((fault) => fault.code)
  assert.is(gone, 'learning/no-fix')
  assert.is(await project.learning.forget(fix!.id), 1)
  assert.equal(await project.learning.fixes(), [])
  await teach(project)
  assert.is(await project.learning.forget(null), 1)
  await project.restart()
  assert.equal(await project.learning.fixes(), [])
})

test('what people think of a fix moves its confidence within bounds and can be taken back', async ({ project }) => {
  await teach(project)
  const asked = async () => (await project.learning.adviseOn(NONE_OTHERWISE)).fixes[0]!
  const before = await asked()
  const vote = { target: `fix:${before.id}`, name: '', query: '' }
  for (let person = 0; person < 30; person++)
    await project.learning.vote({ ...vote, useful: false }, { id: `p${person}`, name: '' }, person)
  const down = await asked()
  assert.ok(down.confidence < before.confidence && down.confidence > before.confidence * 0.79)
  assert.is(down.record.notUseful, 30)
  assert.is(await project.learning.resetVotes(vote.target), 30)
  assert.is((await asked()).confidence, before.confidence)
})

test('votes on a hit give a factor between 0.8 and 1.25; the last word of a person counts', async ({ project }) => {
  const { learning } = project
  const vote = { target: 'a.py', name: 'f', query: 'where' }
  await learning.vote({ ...vote, useful: true }, ANN, 1)
  await learning.vote({ ...vote, useful: true }, ANN, 2)
  assert.is(learning.feedbackFactor('a.py', 'f'), 1.125)
  await learning.vote({ ...vote, useful: false }, ANN, 3)
  assert.is(learning.feedbackFactor('a.py', 'f'), 0.9)
  assert.is(learning.feedbackFactor('a.py', 'g'), 1)
  await project.restart()
  await project.learning.votes()
  assert.is(project.learning.feedbackFactor('a.py', 'f'), 0.9)
  await project.learning.resetVotes(null)
  assert.is(project.learning.feedbackFactor('a.py', 'f'), 1)
})

test('each fix is a document for the search', async ({ project }) => {
  await teach(project)
  const [document] = await project.learning.documents()
  assert.is(document?.kind, 'fix')
  assert.ok(document?.text.includes('NoneType') && document.text.includes('+if user'))
})

async function teach(project: LearningProject): Promise<void> {
  project.write('app.py', 'user = find()\nprint(user.name)\n')
  await project.run('python app.py', NONE)
  project.write('app.py', 'user = find()\nif user:\n    print(user.name)\n')
  await project.run('python app.py')
}

test.run()
