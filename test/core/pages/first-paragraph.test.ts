import { firstParagraph } from '@tlc/core/pages/first-paragraph'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('core/pages/first-paragraph')

test('headings, badges, images and HTML are passed over in Markdown', () => {
  const readme = `<div align="center"><img src="logo.png"></div>

# Flask

[![ci](https://x/y.svg)](https://x) [![docs](https://x/z.svg)](https://z)

![screen](a.png)

Flask is a **lightweight** [WSGI] web \`application\` framework. It is
[designed](https://x) to be quick.

A second paragraph.
`
  assert.is(
    firstParagraph(readme),
    'Flask is a lightweight [WSGI] web application framework. It is designed to be quick.',
  )
})

test('titles, directives and links of reStructuredText are no prose', () => {
  const readme = `======
Django
======

.. image:: logo.png
   :alt: logo

Django is a high-level Python_ web framework, see \`the docs <https://x>\`_.

More.
`
  assert.is(firstParagraph(readme), 'Django is a high-level Python web framework, see the docs.')
  assert.is(firstParagraph('Tornado Web Server\n------------------\n\nTornado is a server.\n'), 'Tornado is a server.')
})

test('code, lists and nothing give nothing', () => {
  assert.is(firstParagraph('# A\n\n```sh\nnpm install this thing\n```\n\n- one item here\n'), '')
  assert.is(firstParagraph(''), '')
})

test.run()
