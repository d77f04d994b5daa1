import { withoutEnvironmentSecrets } from '@tlc/core/learning/environment-secrets'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('core/learning/environment-secrets')

test('values of telling variables are taken out wherever they stand', () => {
  const env = { DEPLOY_TOKEN: 'tulip-77-garden', DB_PASSWORD: 'tulip-77-garden-2', HOME: '/home/ann' }
  assert.is(
    withoutEnvironmentSecrets('401 for tulip-77-garden-2, then tulip-77-garden in /home/ann', env),
    '401 for [redacted:environment], then [redacted:environment] in /home/ann',
  )
})

test('short values, paths, words and other variables stay', () => {
  const env = {
    TOKEN: 'a1',
    SSH_PRIVATE_KEY: '/home/ann/.ssh/id',
    SORT_KEY: 'created',
    PORT: '12345678',
    EMPTY_TOKEN: '',
    MISSING_TOKEN: undefined,
  }
  const text = 'a1 /home/ann/.ssh/id created 12345678'
  assert.is(withoutEnvironmentSecrets(text, env), text)
})

test.run()
