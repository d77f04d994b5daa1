import { TlcError } from '@tlc/core/system/error'
import { type CommandDefinition, defineCommand } from '@tlc/tui/cli/define-command'
import { parseCommand, unknownCommand } from '@tlc/tui/cli/parse'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const command: CommandDefinition = defineCommand({
  id: 'paint',
  summary: 'Paint a wall',
  arguments: [
    { name: 'wall', summary: 'the wall', required: true },
    { name: 'side', summary: 'the side', completes: ['inside', 'outside'] },
  ],
  options: {
    wet: { type: 'boolean', short: 'w', summary: 'Leave it wet' },
    dry: { type: 'boolean', excludes: ['wet'], summary: 'Dry it' },
    colour: { type: 'string', value: '<name>', choices: ['red', 'blue'], summary: 'Which colour' },
  },
  examples: [],
  run: () => Promise.resolve(0),
})
const test = suite('tui/cli/parse')

test('options may stand before, between and after the arguments', () => {
  const { options, positionals } = parseCommand(command, ['--colour', 'red', 'north', '-w', 'inside'])
  assert.equal({ ...options }, { colour: 'red', wet: true })
  assert.equal(positionals, ['north', 'inside'])
})

test('what follows -- is never an option', () => {
  assert.equal(parseCommand(command, ['--', '--wet']).positionals, ['--wet'])
})

test('help is given even when an argument is missing', () => {
  assert.is(parseCommand(command, ['--help']).help, true)
})

test('an unknown option is refused with the option that was meant', () => {
  const error = refusal(['north', '--color', 'red'])
  assert.is(error.code, 'usage/unknown-option')
  assert.match(error.hint, '--colour')
})

test('an option that every object has is unknown too', () => {
  assert.is(refusal(['north', '--constructor']).code, 'usage/unknown-option')
})

test('a missing, an unwanted and a wrong value are told apart', () => {
  assert.is(refusal(['north', '--colour']).code, 'usage/missing-value')
  assert.is(refusal(['north', '--wet=yes']).code, 'usage/unexpected-value')
  assert.match(refusal(['north', '--colour', 'green']).message, 'one of red, blue, got `green`')
})

test('options that exclude each other are refused together', () => {
  assert.is(refusal(['north', '--wet', '--dry']).code, 'usage/conflict')
  assert.equal({ ...parseCommand(command, ['north', '--dry']).options }, { dry: true })
})

test('missing, wrong and surplus arguments are named', () => {
  assert.is(refusal([]).code, 'usage/missing-argument')
  assert.is(refusal(['north', 'above']).code, 'usage/bad-argument')
  assert.match(refusal(['north', 'inside', 'twice']).message, 'takes 2 arguments, got `twice` in addition')
})

test('an unknown command names the one that was meant and how to open a folder of that name', () => {
  const error = unknownCommand('pain', ['paint', 'wash'])
  assert.match(error.hint, '`tlc paint`')
  assert.match(error.hint, '`tlc ./pain`')
})

function refusal(words: string[]): TlcError {
  try {
    parseCommand(command, words)
  } catch (thrown) {
    if (thrown instanceof TlcError) return thrown
    throw thrown
  }
  throw new Error('The words were taken.')
}

test.run()
