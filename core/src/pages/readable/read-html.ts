import { Readability } from '@mozilla/readability'
import { parseHTML } from 'linkedom'
import { htmlToMarkdown } from './markdown.ts'
import { shallow } from './shallow.ts'

export interface ReadableText {
  title: string
  /** Markdown; '' when the page says nothing. */
  text: string
  licence: string
}

/** A page of more has no one text that could be found, and looking for it takes long. */
const MOST_ELEMENTS = 60_000
/** An article that is a smaller part of what the page says leaves out too much: an index, a reference. */
const LEAST_SHARE = 0.4

/** What a person would read of a page. Takes as long and as much as the page makes it: for a process that can be ended. */
export function readHtml(html: string): ReadableText {
  const { body, head, title: named, licence, elements } = shallow(html)
  const whole = htmlToMarkdown(body, { whole: true })
  const titled = `<title>${named.replaceAll('<', '&lt;')}</title>`
  const article =
    elements <= MOST_ELEMENTS ? readArticle(`<html><head>${titled}${head}</head><body>${body}</body></html>`) : null
  const inArticle = article === null ? '' : htmlToMarkdown(article.content)
  const text = inArticle.length >= whole.length * LEAST_SHARE ? inArticle : whole
  const title = oneLine(article?.title || named || (/^#+ (.*)$/m.exec(text)?.[1] ?? ''))
  const isTitled = title === '' || /^# /m.test(text)
  return { title, text: isTitled || text === '' ? text : `# ${title}\n\n${text}`, licence }
}

/** Null where no article can be told from the rest. */
function readArticle(html: string): { title: string; content: string } | null {
  try {
    const { document } = parseHTML(html)
    // Their types are of the DOM that browsers have.
    const article = new Readability(document as never, { keepClasses: true, disableJSONLD: true }).parse()
    return article?.content ? { title: article.title ?? '', content: article.content } : null
  } catch {
    // It trusts documents to have the form that browsers give them.
    return null
  }
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, 300)
}
