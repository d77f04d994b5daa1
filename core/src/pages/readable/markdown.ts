import { Parser } from 'htmlparser2'
import { MarkdownWriter } from './markdown-writer.ts'

/** Around what a page says: where to go from it, who made it, what to press. */
const AROUND = new Set(['nav', 'footer', 'aside', 'form', 'button', 'label', 'menu'])
const AROUND_ROLES = new Set([
  'navigation',
  'banner',
  'contentinfo',
  'search',
  'menu',
  'menubar',
  'toolbar',
  'complementary',
])
const SILENT = new Set([
  'head',
  'title',
  'script',
  'style',
  'template',
  'noscript',
  'svg',
  'select',
  'textarea',
  'iframe',
  'object',
])
const HEADING = /^h[1-6]$/
const NUMBERS = /(^|\s)(gutter|lineno|linenos|linenodiv|line-numbers-rows|rouge-gutter)(\s|$)/
const ANCHOR = /(^|\s)(headerlink|anchor|anchorjs-link|hash-link|permalink|toclink-mark)(\s|$)/
const BLOCKS = new Set([
  ...[
    'p',
    'div',
    'section',
    'article',
    'main',
    'header',
    'figure',
    'figcaption',
    'address',
    'details',
    'summary',
    'fieldset',
  ],
  ...['body', 'html', 'center', 'hr', 'ul', 'ol', 'dl', 'dd', 'table', 'thead', 'tbody', 'tfoot', 'caption', 'legend'],
])

/**
 * HTML as Markdown: headings, paragraphs, lists, code, tables, quotes. Links are their words, since the text is for reading and
 * searching. With `whole` the HTML is a page: what stands around its content is left out. Linear in its length.
 */
export function htmlToMarkdown(html: string, { whole = false } = {}): string {
  const writer = new MarkdownWriter()
  /** Of each open element whether it is left out with all that is in it. */
  const open: boolean[] = []
  let silent = 0
  let mains = 0
  const parser = new Parser({
    onopentag(name, attributes) {
      const isSilent =
        isLeftOut(name, attributes) ||
        (whole && mains === 0 && name === 'header') ||
        (whole && isAround(name, attributes))
      open.push(isSilent)
      if (isSilent) silent++
      if (silent > 0) return
      if (isMain(name, attributes)) mains++
      writer.inMain = mains > 0
      openElement(writer, name, attributes)
    },
    ontext(text) {
      if (silent === 0) writer.text(text)
    },
    onclosetag(name) {
      const isSilent = open.pop()
      if (isSilent) silent--
      else if (silent === 0) closeElement(writer, name)
    },
  })
  parser.end(html)
  return writer.finish({ mainOnly: whole })
}

function isLeftOut(name: string, { class: classes = '', hidden, ...rest }: Record<string, string>): boolean {
  if (SILENT.has(name) || hidden !== undefined || rest['aria-hidden'] === 'true') return true
  return NUMBERS.test(classes) || (name === 'a' && ANCHOR.test(classes))
}

function isAround(name: string, { role = '' }: Record<string, string>): boolean {
  return AROUND.has(name) || AROUND_ROLES.has(role)
}

function isMain(name: string, { role = '' }: Record<string, string>): boolean {
  return name === 'main' || name === 'article' || role === 'main'
}

type Attributes = Record<string, string>

const OPENED: Record<string, (writer: MarkdownWriter, attributes: Attributes) => void> = {
  ul: (writer) => writer.openList(null),
  ol: (writer, { start }) => writer.openList(Number(start) || 1),
  li: (writer) => writer.openItem(),
  blockquote: (writer) => writer.openQuote(),
  pre: (writer, { class: classes }) => writer.openCode(languageOf(classes)),
  code: (writer, { class: classes }) => writer.openInlineCode(languageOf(classes)),
  br: (writer) => writer.lineBreak(),
  dt: openTerm,
  tr: (writer) => writer.openRow(),
  th: (writer) => writer.openCell(true),
  td: (writer) => writer.openCell(false),
  img: (writer, { alt = '' }) => writer.text(alt),
}

const CLOSED: Record<string, (writer: MarkdownWriter) => void> = {
  ul: (writer) => writer.closeList(),
  ol: (writer) => writer.closeList(),
  li: (writer) => writer.closeItem(),
  blockquote: (writer) => writer.closeQuote(),
  pre: (writer) => writer.closeCode(),
  code: (writer) => writer.closeInlineCode(),
  dt: (writer) => writer.closeHeading(),
  tr: (writer) => writer.closeRow(),
}

function openElement(writer: MarkdownWriter, name: string, attributes: Attributes): void {
  if (BLOCKS.has(name)) writer.endBlock()
  if (HEADING.test(name)) writer.openHeading(Number(name[1]))
  else if (Object.hasOwn(OPENED, name)) OPENED[name]!(writer, attributes)
}

function closeElement(writer: MarkdownWriter, name: string): void {
  if (BLOCKS.has(name)) writer.endBlock()
  if (HEADING.test(name)) writer.closeHeading()
  else if (Object.hasOwn(CLOSED, name)) CLOSED[name]!(writer)
}

// What Sphinx and its like document: a signature is the heading of what is said of it.
function openTerm(writer: MarkdownWriter, { class: classes = '' }: Attributes): void {
  if (/(^|\s)sig(\s|$)/.test(classes)) writer.openSignature()
  else writer.endBlock()
}

function languageOf(classes = ''): string {
  return /(?:^|\s)(?:language|lang|highlight-source|highlight|brush:)[-\s]?([\w+#-]+)/.exec(classes)?.[1] ?? ''
}
