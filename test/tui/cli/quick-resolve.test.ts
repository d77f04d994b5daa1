import { quickUrl } from '@tlc/tui/cli/quick-resolve'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('tui/cli/quick-resolve')
const here = import.meta.url

test('a module of another workspace, or beside one, is found where Node finds it', () => {
  for (const name of [
    '@tlc/core/system/paths',
    '@tlc/analyzers/analyze',
    '@tlc/collab-server/serve',
    '@tlc/tui/cli/main',
  ]) {
    assert.is(quickUrl(name, here), import.meta.resolve(name))
  }
  const main = import.meta.resolve('@tlc/tui/cli/main')
  assert.is(quickUrl('../app/workspace.ts', main), import.meta.resolve('@tlc/tui/app/workspace'))
})

test('all else is left to Node', () => {
  for (const name of ['yjs', 'node:fs', './data.json', '@tlc/unknown/thing', '@tlc/core']) {
    assert.is(quickUrl(name, here), null, name)
  }
  assert.is(quickUrl('./beside.ts', 'file:///elsewhere/module.ts'), null)
  assert.is(quickUrl('./beside.ts', undefined), null)
})

test.run()
