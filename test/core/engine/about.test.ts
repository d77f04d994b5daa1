import overview from '@tlc/core/document/collections/overview'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { eventually } from '../../helpers/server.ts'
import { engineOn, type RunningEngine } from './_engine.ts'

const test = suite<RunningEngine>('core/engine/about')

test.before(async (context) => {
  Object.assign(context, await engineOn({ 'a.py': 'x = 1\n' }))
})
test.after((context) => context.dispose())

const about = ({ project }: RunningEngine) => overview.get(project, 'about')

/** Once the engine has seen the file that was written. */
const becomes = (context: RunningEngine, from: string) =>
  eventually(() => about(context)?.from === from, `the project is described by ${from}`)

test('the description of a manifest comes before the README, and nothing is an answer too', async (context) => {
  const { write } = context
  assert.equal(about(context), { text: '', from: '' })
  write('README.md', '# A\n\nWhat the README says of it.\n')
  await becomes(context, 'README.md')
  assert.is(about(context)?.text, 'What the README says of it.')
  write(
    'pyproject.toml',
    '[build-system]\ndescription = "no"\n[project]\nname = "a"\ndescription = "It \\"does\\" this."\n',
  )
  await becomes(context, 'pyproject.toml')
  assert.is(about(context)?.text, 'It "does" this.')
  write('package.json', '{ "description": "A package\\n of two lines" }')
  await becomes(context, 'package.json')
  assert.is(about(context)?.text, 'A package of two lines')
})

test('a manifest that is broken or says nothing is passed over, and a long text is cut behind a sentence', async (context) => {
  const { write } = context
  write('pyproject.toml', '[project]\nname = "a"\n')
  write('README.md', `${'It does one thing well. '.repeat(40)}\n`)
  write('package.json', '{ "description": ')
  await becomes(context, 'README.md')
  const { text } = about(context)!
  assert.ok(text.length <= 300 && text.endsWith('well.'), text)
})

test.run()
