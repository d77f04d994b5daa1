import type { SyntaxNode } from './syntax/node.ts'

// `#[cfg(test)] mod tests` and single `#[test]` functions stand in the file that they test.
const TEST_ATTRIBUTE = /#\[(?:cfg\((?:all\(|any\()?\s*test\b[^\]\n]*|(?:\w+::)*test(?:\([^\]\n]*\))?)\]/g
const ATTRIBUTE = /^attribute_item$|comment$/

/** Whether a line, counted from 1, belongs to tests that are written into a source file of Rust. */
export function embeddedTests(source: string, nodeAt: (offset: number) => SyntaxNode): (line: number) => boolean {
  const ranges: [first: number, last: number][] = []
  for (const { index } of source.matchAll(TEST_ATTRIBUTE)) {
    let item: SyntaxNode | null = nodeAt(index)
    while (item && item.type !== 'attribute_item') item = item.parent
    while (item && ATTRIBUTE.test(item.type)) item = item.nextNamedSibling
    if (item) ranges.push([item.line, item.endLine])
  }
  return (line) => ranges.some(([first, last]) => line >= first && line <= last)
}
