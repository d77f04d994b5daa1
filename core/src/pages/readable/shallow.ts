import { Parser } from 'htmlparser2'

/** Nesting that no page written by people reaches, and every parser bears. */
const DEEPEST = 200
/** With all that is in them: they show no text, or run or load something. */
const DROPPED = new Set([
  ...[
    'script',
    'style',
    'template',
    'iframe',
    'frame',
    'frameset',
    'object',
    'embed',
    'applet',
    'svg',
    'math',
    'canvas',
  ],
  ...['audio', 'video', 'select', 'textarea', 'noscript', 'noframes', 'dialog'],
])
const VOID = new Set(['area', 'base', 'br', 'col', 'hr', 'img', 'input', 'link', 'meta', 'source', 'track', 'wbr'])
/** What finding the text looks at. Nothing that names something to load. */
const KEPT = new Set([
  ...['id', 'class', 'role', 'hidden', 'aria-hidden', 'aria-modal', 'style', 'lang', 'dir', 'rel', 'href', 'alt'],
  ...['name', 'property', 'content', 'itemprop', 'colspan', 'rowspan', 'type', 'start'],
])
const LONGEST_ATTRIBUTE = 2000

/** Written around the rest: a page has one of each, whatever it says. */
const OUTERMOST = new Set(['html', 'head', 'body'])

export interface Shallow {
  /** What stands in the body. */
  body: string
  /** What the head says of the page. */
  head: string
  title: string
  /** What the page says of its licence; '' where it says nothing. */
  licence: string
  /** The elements that are left. */
  elements: number
}

/** The same page without what runs, loads or hides, and nested no deeper than is sane. */
export function shallow(html: string): Shallow {
  const out: string[] = []
  /** What was written for each element that is open; '' for one that was left out. */
  const open: string[] = []
  let depth = 0
  let dropping = 0
  let elements = 0
  let licence = ''
  let head = ''
  let title: string | null = null
  let inTitle = false
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const isDropped = DROPPED.has(name)
        if (isDropped) dropping++
        licence ||= licenceOf(name, attributes)
        if (name === 'meta' && dropping === 0) head += `<meta${written(attributes)}>`
        if (name === 'title' && title === null && dropping === 0) {
          title = ''
          inTitle = true
        }
        if (OUTERMOST.has(name) || name === 'meta' || name === 'title') return void open.push('')
        const isWritten = dropping === 0 && (depth < DEEPEST || VOID.has(name))
        open.push(isWritten ? name : isDropped ? '!' : '')
        if (!isWritten) {
          if (out.at(-1) !== ' ') out.push(' ')
          return
        }
        elements++
        out.push(`<${name}${written(attributes)}>`)
        if (!VOID.has(name)) depth++
      },
      ontext(text) {
        if (inTitle) title += text
        else if (dropping === 0) out.push(escaped(text))
      },
      onclosetag(tag) {
        if (tag === 'title') inTitle = false
        const name = open.pop()
        if (name === '!') dropping--
        if (name === undefined || name === '' || name === '!' || VOID.has(name)) return
        depth--
        out.push(`</${name}>`)
      },
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  )
  parser.end(html)
  return { body: out.join(''), head, title: title ?? '', licence: licence.slice(0, 300), elements }
}

function licenceOf(
  name: string,
  { rel = '', href = '', name: key = '', content = '' }: Record<string, string>,
): string {
  if ((name === 'a' || name === 'link') && /(^|\s)licen[cs]e(\s|$)/i.test(rel)) return href
  return name === 'meta' && /^(dc(terms)?\.)?(licen[cs]e|rights)$/i.test(key) ? content : ''
}

function written(attributes: Record<string, string>): string {
  let text = ''
  for (const [name, value] of Object.entries(attributes)) {
    if (KEPT.has(name) && value.length <= LONGEST_ATTRIBUTE)
      text += ` ${name}="${escaped(value).replaceAll('"', '&quot;')}"`
  }
  return text
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
