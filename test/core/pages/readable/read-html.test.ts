import { readHtml } from '@tlc/core/pages/readable/read-html'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const PARAGRAPH = 'A cart adds up the prices of what is in it, and the tax of each item, before it is paid. '
const test = suite('core/pages/readable/read-html')

test('an article is told from what stands around it', () => {
  const menu = Array.from({ length: 40 }, (_, i) => `<li><a href="/${i}">Page ${i}</a></li>`).join('')
  const page = `<html><head><title>Carts - Shop</title><meta name="dcterms.license" content="CC BY 4.0"></head><body>
    <div class="sidebar"><ul>${menu}</ul></div>
    <div class="content"><h1>Carts</h1>${`<p>${PARAGRAPH.repeat(3)}</p>`.repeat(6)}<h2>Tax</h2><p>${PARAGRAPH.repeat(4)}</p></div>
    <div class="comments">First!</div></body></html>`
  const { title, text, licence } = readHtml(page)
  assert.is(title, 'Carts - Shop')
  assert.is(licence, 'CC BY 4.0')
  assert.match(text, /## Tax\n\nA cart adds up/)
  assert.not.match(text, /Page 7/)
})

test('a page without an article is given whole, and starts with its title', () => {
  const { title, text } = readHtml('<title>  Index\n of things</title><ul><li>one<li>two</ul>')
  assert.equal([title, text], ['Index of things', '# Index of things\n\n- one\n- two'])
})

test('a page that says nothing has no text', () => {
  for (const page of ['', '<script>document.write("x")</script>', '<html><head></head><body><img></body>']) {
    assert.is(readHtml(page).text, '', page)
  }
})

test('scripts, frames and styles leave nothing behind, wherever they hide', () => {
  const page = `<p onclick="evil()">fine <svg><script>evil()</script></svg><iframe src="http://127.0.0.1/">evil</iframe>
    <style>evil{}</style><noscript>evil</noscript><template><p>evil</template><object>evil</object><!-- evil --></p>`
  assert.is(readHtml(page).text, 'fine')
})

test('nesting of 100,000 elements does not overflow, and its text is found', () => {
  assert.match(readHtml(`${'<div>'.repeat(100_000)}deep down<p>and out</p>`).text, /deep down/)
  for (const name of ['b', 'blockquote', 'ul><li', 'table><tr><td', 'section', 'details', 'pre', 'dl><dt']) {
    const { text } = readHtml(`${`<${name}>`.repeat(10_000)}deep down<p>and out</p>`)
    assert.match(text, /deep down/, name)
  }
})

test('what is broken in every way gives what text it has', () => {
  const pages = [
    '<p>a<p',
    '<<<>>><p>b',
    '<!doctype><p>c</p></p></html></html>d',
    '<p>\0e\ud800</p>',
    '<title>f',
    '<a href="&#0;&#xffffff;">g</a>',
  ]
  for (const page of pages) assert.type(readHtml(page).text, 'string')
})

test.run()
