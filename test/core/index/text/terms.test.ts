import { eachIdentifier, splitIdentifier, termOfWord, termsOfIdentifier, wholeTerm } from '@tlc/core/index/text/terms'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('core/index/text/terms')

function wordsOf(text: string): string[] {
  const words: string[] = []
  eachIdentifier(text, (word) => words.push(word))
  return words
}

test('an identifier is cut at case, underscores and digits', () => {
  assert.equal(splitIdentifier('parseHTTPRequest_v2'), ['parse', 'HTTP', 'Request', 'v', '2'])
  assert.equal(splitIdentifier('get_user_by_id'), ['get', 'user', 'by', 'id'])
  assert.equal(splitIdentifier('__init__'), ['init'])
  assert.equal(splitIdentifier('___'), [])
})

test('parts are stemmed and the whole is kept beside them', () => {
  assert.equal(termsOfIdentifier('cancelledRequests'), ['cancel', 'request', 'cancelledrequests'])
  assert.equal(termsOfIdentifier('connections'), ['connect'])
})

test('camelCase and snake_case of one name give the same whole term', () => {
  assert.is(wholeTerm('readConfigFile'), wholeTerm('read_config_file'))
})

test('stop words, single letters and long numbers say nothing', () => {
  assert.equal(['the', 'x', '20240101120000'].map(termOfWord), [null, null, null])
  assert.is(termOfWord('404'), '404')
})

test('keys, tokens and hashes leave nothing in the index', () => {
  for (const secret of [
    'wJalrXUtnFEMIK7MDENGbPxRfiCYz4Q9',
    'ghp_x8K2mQ7vL3nR9tW5yB1cD4fG6hJ0kP2s',
    '3b18e512dba79e4c8300dd08aeb37f8e728b8dad',
    'd41d8cd98f00b204e9800998ecf8427e',
  ])
    assert.equal(termsOfIdentifier(secret), [], secret)
})

test('long names with a digit are names', () => {
  for (const name of ['parse_http2_frame_header', 'TestConvertUtf8ToUtf16String', 'base64UrlDecodeWithPadding'])
    assert.ok(termsOfIdentifier(name).length > 3, name)
})

test('words of other scripts are words', () => {
  assert.equal(wordsOf('größe = 数据库, naïve'), ['größe', '数据库', 'naïve'])
  assert.equal(termsOfIdentifier('größeÄndern'), ['größe', 'ändern', 'größeändern'])
})

test('an identifier of a thousand letters is data and gives nothing', () => {
  assert.equal(termsOfIdentifier('a'.repeat(1000)), [])
})

test('text is cut at everything that is no letter, digit, underscore or dollar', () => {
  assert.equal(wordsOf('a.b(get_user, $el)-> "x y1"\n'), ['get_user', '$el', 'y1'])
  assert.equal(wordsOf(''), [])
})

test.run()
