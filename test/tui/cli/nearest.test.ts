import { nearest } from '@tlc/tui/cli/nearest'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const COMMANDS = ['analyze', 'status', 'stop', 'symbols', 'serve', 'history', 'version']
const test = suite('tui/cli/nearest')

test('a slip of the fingers finds the word that was meant', () => {
  assert.is(nearest('anlayze', COMMANDS), 'analyze')
  assert.is(nearest('analyse', COMMANDS), 'analyze')
  assert.is(nearest('statsu', COMMANDS), 'status')
  assert.is(nearest('versoin', COMMANDS), 'version')
})

test('the beginning of a word finds it', () => {
  assert.is(nearest('hist', COMMANDS), 'history')
})

test('a word that is near to nothing finds nothing', () => {
  assert.is(nearest('deploy', COMMANDS), null)
  assert.is(nearest('', COMMANDS), null)
})

test.run()
