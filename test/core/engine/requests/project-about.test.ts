import type { ProjectAbout } from '@tlc/core/engine/answers'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { engineOn, type RunningEngine } from '../_engine.ts'

const test = suite<RunningEngine>('core/engine/requests/project-about')

test.before(async (context) => {
  Object.assign(context, await engineOn({ 'a.py': 'x = 1\n' }))
})
test.after((context) => context.dispose())

const about = ({ ask }: RunningEngine) => ask<ProjectAbout>('project.about', {})

test('the description of a manifest comes before the README, and nothing is an answer too', async (context) => {
  const { write } = context
  assert.equal(await about(context), { text: '', from: '' })
  write('README.md', '# A\n\nWhat the README says of it.\n')
  assert.equal(await about(context), { text: 'What the README says of it.', from: 'README.md' })
  write(
    'pyproject.toml',
    '[build-system]\ndescription = "no"\n[project]\nname = "a"\ndescription = "It \\"does\\" this."\n',
  )
  assert.equal(await about(context), { text: 'It "does" this.', from: 'pyproject.toml' })
  write('package.json', '{ "description": "A package\\n of two lines" }')
  assert.equal(await about(context), { text: 'A package of two lines', from: 'package.json' })
})

test('a manifest that is broken or says nothing is passed over, and a long text is cut behind a sentence', async (context) => {
  const { write } = context
  write('package.json', '{ "description": ')
  write('pyproject.toml', '[project]\nname = "a"\n')
  write('README.md', `${'It does one thing well. '.repeat(40)}\n`)
  const { text, from } = await about(context)
  assert.is(from, 'README.md')
  assert.ok(text.length <= 300 && text.endsWith('well.'), text)
})

test.run()
