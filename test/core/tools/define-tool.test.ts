import { checkedInput, inputSchema } from '@tlc/core/tools/_define-tool'
import { tools } from '@tlc/core/tools.generated'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const INPUT = {
  query: { type: 'string', description: 'what', maxLength: 10 },
  limit: { type: 'integer', description: 'how many', minimum: 1, maximum: 5, default: 2, optional: true },
  kinds: { type: 'strings', description: 'which', maxItems: 2, enum: ['code', 'test'], optional: true },
  all: { type: 'boolean', description: 'everything', optional: true },
} as const
const test = suite('core/tools/define-tool')

function refusal(given: unknown): string {
  try {
    checkedInput(INPUT, given)
  } catch (fault) {
    return (fault as Error).message
  }
  return ''
}

test('arguments become a JSON Schema that says what is needed and takes nothing else', () => {
  assert.equal(inputSchema(INPUT), {
    type: 'object',
    properties: {
      query: { type: 'string', description: 'what', maxLength: 10 },
      limit: { type: 'integer', description: 'how many', minimum: 1, maximum: 5, default: 2 },
      kinds: { type: 'array', description: 'which', maxItems: 2, items: { type: 'string', enum: ['code', 'test'] } },
      all: { type: 'boolean', description: 'everything' },
    },
    required: ['query'],
    additionalProperties: false,
  })
})

test('what fits passes as it came', () => {
  const given = { query: 'a', limit: 5, kinds: ['test'], all: true }
  assert.equal(checkedInput(INPUT, given), given)
})

test('what does not fit is refused with what was expected and what came', () => {
  assert.match(refusal({}), '`query`, got nothing')
  assert.match(refusal({ query: '' }), 'text of 1 to 10 characters, got ""')
  assert.match(refusal({ query: 'far too long for it' }), 'text of 1 to 10')
  assert.match(refusal({ query: 'a', limit: 6 }), 'whole number from 1 to 5, got 6')
  assert.match(refusal({ query: 'a', kinds: ['prose'] }), 'of code, test')
  assert.match(refusal({ query: 'a', all: 'yes' }), 'true or false, got "yes"')
  assert.match(refusal({ query: 'a', other: 1 }), 'got the argument `other`')
  assert.match(refusal([]), 'an object, got []')
})

test('every tool has a name, a description and arguments that are described, and one alone writes', () => {
  assert.equal(
    tools.filter(({ access }) => access === 'write').map(({ id }) => id as string),
    ['learn-from-execution'],
  )
  for (const { id, title, description, input } of tools) {
    assert.match(id, /^[a-z-]+$/)
    assert.ok(title !== '' && description.length > 40)
    for (const argument of Object.values(input)) assert.ok(argument.description !== '')
  }
})

test.run()
