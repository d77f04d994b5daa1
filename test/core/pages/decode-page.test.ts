import { decodePage } from '@tlc/core/pages/decode-page'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const latin = Buffer.from('caf\xe9 \x93quoted\x94', 'latin1')
const test = suite('core/pages/decode-page')

test('what the transport declares is taken', () => {
  assert.is(decodePage(latin, 'windows-1252'), 'café “quoted”')
  assert.is(decodePage(Buffer.from([0x93, 0xfa, 0x96, 0x7b]), 'Shift_JIS'), '日本')
  assert.is(decodePage(Buffer.from('hi', 'utf16le'), 'utf-16le'), 'hi')
})

test('a page that declares nothing outside is asked itself', () => {
  const page = Buffer.from('<html><meta charset="koi8-r"><p>\xd0\xcf', 'latin1')
  assert.ok(decodePage(page, null)!.endsWith('по'))
  const old = Buffer.from('<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2">\xb3', 'latin1')
  assert.ok(decodePage(old, null)!.endsWith('ł'))
})

test('a byte-order mark wins over what is declared, and is no text', () => {
  assert.is(decodePage(Buffer.from('\ufeffé'), 'iso-8859-1'), 'é')
  assert.is(decodePage(Buffer.from('\ufeffhi', 'utf16le'), 'utf-8'), 'hi')
})

test('a declaration that is unknown or does not fit is not believed', () => {
  assert.is(decodePage(Buffer.from('café'), 'no-such-charset'), 'café')
  assert.is(decodePage(latin, 'utf-8'), 'café “quoted”')
  assert.is(decodePage(latin, null), 'café “quoted”')
  // The commonest mistake of servers: everything is Latin 1.
  assert.is(decodePage(Buffer.from('naïve – 日本'), 'iso-8859-1'), 'naïve – 日本')
})

test('bytes with a zero in them are no text', () => {
  assert.is(decodePage(Buffer.from([80, 75, 3, 4, 0, 0]), null), null)
  assert.is(decodePage(Buffer.from('PNG\0'), 'utf-8'), null)
})

test('nothing is the empty text', () => {
  assert.is(decodePage(Buffer.alloc(0), null), '')
})

test.run()
