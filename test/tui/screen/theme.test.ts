import { themeFor } from '@tlc/tui/screen/theme'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('tui/screen/theme')

test('NO_COLOR switches colour off, whatever the terminal can do', () => {
  assert.is(themeFor({ NO_COLOR: '1', COLORTERM: 'truecolor', TERM: 'xterm-256color' }).depth, 'none')
})

test('a locale that is not UTF-8, TLC_ASCII and --ascii each give ASCII', () => {
  for (const theme of [
    themeFor({ LANG: 'C' }),
    themeFor({ LANG: 'en_US.UTF-8', TLC_ASCII: '1' }),
    themeFor({ LANG: 'en_US.UTF-8' }, { ascii: true }),
  ]) {
    assert.match(Object.values(theme.glyphs).flat().join(''), /^[\x20-\x7e]+$/)
  }
})

test('a UTF-8 locale gives lines and blocks', () => {
  assert.is(themeFor({ LC_ALL: 'C.UTF-8' }).glyphs.horizontal, '─')
})

test('the depth follows COLORTERM and TERM', () => {
  assert.is(themeFor({ COLORTERM: 'truecolor' }).depth, 'true')
  assert.is(themeFor({ TERM: 'xterm-256color' }).depth, '256')
  assert.is(themeFor({ TERM: 'linux' }).depth, '16')
})

test.run()
