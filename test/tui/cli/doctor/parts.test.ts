import { hnswlib } from '@tlc/core/index/vectors/hnswlib'
import { graphCheck } from '@tlc/tui/cli/doctor/parts'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('tui/cli/doctor/parts')

test('the graph of vectors is there, or it is said what serves instead and how to get it', async () => {
  const { state, detail, advice } = await graphCheck.look({ root: '/', env: {} })
  if (hnswlib().library) {
    assert.is(state, 'ok')
    return
  }
  assert.is(state, 'warn')
  assert.match(detail, 'compares all vectors')
  assert.match(advice, 'npm run native')
})

test.run()
