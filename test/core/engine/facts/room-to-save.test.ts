import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hasRoomToSave } from '@tlc/core/engine/facts/room-to-save'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('core/engine/facts/room-to-save')

test('a folder that is not there has no room', () => {
  assert.not(hasRoomToSave(join(tmpdir(), 'tlc-no-such-folder')))
})

test('a file system that takes nothing has no room', () => {
  assert.not(hasRoomToSave('/proc'))
})

test.run()
