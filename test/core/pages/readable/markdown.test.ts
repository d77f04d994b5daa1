import { htmlToMarkdown } from '@tlc/core/pages/readable/markdown'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('core/pages/readable/markdown')

test('headings, paragraphs and breaks are kept, blanks and signs of links are not', () => {
  const html =
    '<h1>Cart <a class="headerlink" href="#c">¶</a></h1>\n<p>One\n  <b>two</b><br>three</p><h3>§ Sub</h3><div>four<p>five'
  assert.is(htmlToMarkdown(html), '# Cart\n\nOne two\nthree\n\n### Sub\n\nfour\n\nfive')
})

test('lists are nested and numbered', () => {
  const html = '<ul><li>a<li><p>b</p><ol start="3"><li>c</li><li>d<br>e</li></ol></li></ul><p>f'
  assert.is(htmlToMarkdown(html), '- a\n- b\n  3. c\n  4. d\n     e\n\nf')
})

test('code keeps its lines and its language; numbers of lines beside it are left out', () => {
  const html =
    '<p>Call <code>run()</code>:</p><pre><code class="language-py">def run():\n    return 1 &lt; 2\n</code></pre>' +
    '<table class="rouge-table"><tr><td class="gutter"><pre>1\n2</pre></td><td><pre class="highlight sh">ls\ncd</pre></td></tr></table>'
  assert.is(htmlToMarkdown(html), 'Call `run()`:\n\n```py\ndef run():\n    return 1 < 2\n```\n\n```sh\nls\ncd\n```')
})

test('code that has a fence in it gets a longer one, and words that look like marks are no marks', () => {
  assert.is(htmlToMarkdown('<pre>```js\nx\n```</pre><p># no heading'), '````\n```js\nx\n```\n````\n\n\\# no heading')
})

test('tables have rows; a table of one column is layout', () => {
  const html = '<table><tr><th>a<th>b<tr><td>1|2<td><p>3</p><p>4</p></table><table><tr><td><p>alone</table>'
  assert.is(htmlToMarkdown(html), '| a | b |\n| --- | --- |\n| 1\\|2 | 3 4 |\n\nalone')
})

test('a quote is one, and what a signature documents stands under it', () => {
  const html =
    '<h2>API</h2><dl><dt class="sig sig-object">run(x)<a class="headerlink">¶</a></dt><dd><p>Runs.</dd></dl><blockquote>q<p>r</blockquote>'
  assert.is(htmlToMarkdown(html), '## API\n\n### run(x)\n\nRuns.\n\n> q\n\n> r')
})

test('what runs, hides or surrounds is left out of a whole page; a page that marks its content is that', () => {
  const text = 'The text is about carts. '.repeat(12).trim()
  const page = `<body><header>Shop</header><nav>Menu</nav><p>Before</p><main><header><h1>Carts</h1></header><p>${text}</p>
    <script>alert(1)</script><p hidden>no</p><div aria-hidden="true">no</div><div role="search">no</div></main><footer>Imprint</footer>`
  assert.is(htmlToMarkdown(page, { whole: true }), `# Carts\n\n${text}`)
  const small = '<nav>Menu</nav><article>ad</article><p>The rest.'
  assert.is(htmlToMarkdown(small, { whole: true }), 'ad\n\nThe rest.')
})

test('whatever is closed that was not opened does no harm', () => {
  const html =
    '</li></ul></pre></td></tr></table></blockquote></dt></h1><li>x</ul><td>y</td><pre><h1>z</h1></pre></code><dt>w'
  const text = htmlToMarkdown(html)
  for (const word of ['x', 'y', 'z', 'w']) assert.ok(text.includes(word), word)
})

test.run()
