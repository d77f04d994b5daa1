import { PROJECT_ROOM } from '@tlc/core/document/rooms'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { engineOn, type RunningEngine } from '../_engine.ts'

const test = suite<RunningEngine>('core/engine/requests/session-export')

test.before(async (context) => {
  Object.assign(context, await engineOn({ 'a.py': 'def f(text):\n    return eval(text)\n' }))
})
test.after((context) => context.dispose())

test('the session comes as Markdown with its plan, and its room is let go', async ({ ask, rooms }) => {
  const { markdown } = await ask<{ markdown: string }>('session.export', { session: 'main' })
  assert.match(markdown, /^# Main/m)
  assert.match(markdown, 'a.py')
  assert.equal(rooms.opened(), [PROJECT_ROOM])
})

test.run()
