const LONGEST = 240
/** A sentence is looked for in so many characters. */
const LOOKED_AT = 2_000

/** The first sentence of a comment or a text, on one line and without marks of Markdown; '' when there is none. */
export function firstSentence(text: string): string {
  const plain = firstParagraph(text.slice(0, LOOKED_AT))
  // A full stop within `e.g.` or `v1.2` ends nothing: a capital, a digit or another script has to follow.
  const end = /[.!?](?=["')\]]*\s+["'(`]*[\p{Lu}\p{Lo}\d])|[。！？]/u.exec(plain)
  const sentence = end ? plain.slice(0, end.index + 1) : plain
  return sentence.length <= LONGEST ? sentence : `${sentence.slice(0, LONGEST).replace(/\s+\S*$/, '')} …`
}

/** White space made one blank and control characters taken out: nothing in a text gives orders to a terminal. */
export function onOneLine(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '')
    .trim()
}

function firstParagraph(text: string): string {
  let lines: string[] = []
  let isCode = false
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*(?:```|~~~)/.test(line) && (lines.length === 0 || line.includes('```'))) {
      if (lines.length > 0) break
      isCode = !isCode
      continue
    }
    // What it stands under is a heading, in Markdown and reStructuredText.
    if (/^\s*([-=*_~^"'+#.`:])\1{2,}\s*$/.test(line)) {
      lines = []
      continue
    }
    const isAside = /^\s{0,3}#{1,6}\s/.test(line) || /^\s*(?:[![<|]|\.\. )/.test(line)
    const words = isCode || isAside ? '' : line.replace(/^\s*(?:[-*+>]\s+|\d+[.)]\s+)/, '').trim()
    if (words === '' && lines.length > 0) break
    if (words !== '') lines.push(words)
  }
  const words = lines
    .join(' ')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll('**', '')
    .replace(/\{@\w{1,20}\s([^{}]*)\}/g, '`$1`')
    .replace(/(?::[\w:]{1,40}:`~?|``)([^`]+)``?/g, '`$1`')
  // A footnote would look like evidence.
  return onOneLine(words.replace(/\[(\d+)\]/g, '($1)'))
}
