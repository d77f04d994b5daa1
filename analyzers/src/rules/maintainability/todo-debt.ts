import { defineRule } from '../../define-rule.ts'

// The marker opens a line of the comment, in capitals; `@todo` is the tag of doc comments.
const MARKER =
  /^[\s/*#!;<-]*(?:(TODO|FIXME|XXX|HACK|BUG)(?:\([^)\n]*\))?(?:[:\s-]+|$)|@(todo|fixme)\b:?\s*|(todo|fixme)(?:\([^)\n]*\)|:)\s*)(.*)/
const MARKED = /todo|fixme|XXX|HACK|BUG/i

export default defineRule({
  id: 'maintainability/todo-debt',
  severity: 'info',
  cwe: [546],
  docs: {
    what: 'Lists the comments that mark work left undone (TODO, FIXME, XXX, HACK, BUG).',
    why: 'A marker in a comment has no owner and no date, so it is found again only by accident.',
    instead: 'Do it, or move it to the issue tracker and leave the reference.',
  },
  skips: ['generated'],
  on: {
    comment(node, ctx) {
      const { text } = node
      if (!MARKED.test(text)) return
      for (const [offset, line] of text.split('\n').entries()) {
        const marker = MARKER.exec(line)
        if (!marker) continue
        const subject = marker[4]!
          .trim()
          .replace(/(?:\*\/|-->)$/, '')
          .trim()
        const word = (marker[1] ?? marker[2] ?? marker[3])!.toUpperCase()
        ctx.report(
          { line: node.line + offset },
          subject ? `${word}: ${subject.slice(0, 120)}` : `${word} without a word on what is to do`,
        )
      }
    },
  },
})
