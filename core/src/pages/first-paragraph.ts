/** Headings and their underlines, badges, images, HTML, directives and their options, quotes, lists, rules, fences. */
const NO_PROSE =
  /^\s*(#|=+\s*$|-+\s*$|~+\s*$|\*+\s*$|\[!|!\[|\[?\]\(|<|\.\. |:\w[\w-]*:|>|[-*+] |\d+\. |```|\||\[[^\]]+\]:)/

/** The first paragraph of prose in Markdown, reStructuredText or plain text, in one line without marks; '' without one. */
export function firstParagraph(text: string): string {
  const lines = text.split('\n')
  const prose: string[] = []
  let fenced = false
  for (const [i, line] of lines.entries()) {
    if (/^\s*```/.test(line)) fenced = !fenced
    const underlined = /^([=\-~*#^"+])\1{2,}\s*$/.test(lines[i + 1] ?? '')
    const isProse = line.trim() !== '' && !fenced && !underlined && !NO_PROSE.test(line) && !/^\s{4}/.test(line)
    if (isProse) prose.push(line.trim())
    // A paragraph of links alone is a row of badges or a list of chapters.
    else if (prose.length > 0 && /\p{L}{2,}.*\s.*\p{L}{2,}/u.test(withoutMarks(prose.join(' ')))) break
    else prose.length = 0
  }
  return withoutMarks(prose.join(' '))
}

function withoutMarks(text: string): string {
  return text
    .replace(/!\[[^\]]*\]\([^)]*\)/g, '')
    .replace(/\[!\[[^\]]*\]\([^)]*\)\]\([^)]*\)/g, '')
    .replace(/\[([^\]]*)\](\([^)]*\)|\[[^\]]*\])/g, '$1')
    .replace(/`([^`<]+?)\s*<[^>]*>`__?/g, '$1')
    .replace(/<[^>]+>/g, '')
    .replace(/(\*\*|__|``|`)(.+?)\1/g, '$2')
    .replace(/\b_([^_]+)_\b/g, '$1')
    .replace(/(\w)_(?=[\s.,;]|$)/g, '$1')
    .replace(/\s+/g, ' ')
    .trim()
}
