import { childInField, type FlatTree, lineOf } from '../syntax/flat-tree.ts'
import type { Grammar } from '../syntax/grammar.ts'
import { Role } from '../syntax/grammar.ts'
import { isBlank } from './lines.ts'

const MAX_DOC = 2000

/**
 * Text of the docstring, or of the comments on the lines right above a definition.
 *
 * @param comments rows of the comments so far, in order
 * @param line of the definition, from 0
 */
export function docOf(
  tree: FlatTree,
  grammar: Grammar,
  row: number,
  line: number,
  comments: readonly number[],
): string | null {
  const docstring = grammar.definition.docstring?.(tree, row) ?? -1
  if (docstring >= 0) return stringText(tree.source.slice(tree.starts[docstring], tree.ends[docstring]))
  if (comments.length === 0) return null
  return commentAbove(tree, grammar, outermost(tree, grammar, row), line, comments)
}

// The comment of `export const f = …` is written before `export`.
function outermost({ parents, types }: FlatTree, { roles }: Grammar, row: number): number {
  let outer = row
  while (outer > 0 && roles[types[parents[outer]!]!]! & Role.definitionWrapper) outer = parents[outer]!
  return outer
}

function commentAbove(
  tree: FlatTree,
  grammar: Grammar,
  row: number,
  line: number,
  comments: readonly number[],
): string | null {
  const { source, starts, ends, lineStarts } = tree
  const start = starts[row]!
  let below = start > lineStarts[line]! || line === 0 ? line : lineOf(tree, start)
  if (lineStarts[below]! > start) below = lineOf(tree, start)
  const { attributeLine } = grammar.definition
  while (attributeLine && below > 0 && attributeLine.test(source.slice(lineStarts[below - 1], lineStarts[below])))
    below--
  const texts: string[] = []
  for (let i = comments.length - 1; i >= 0; i--) {
    const comment = comments[i]!
    if (starts[comment]! >= start) continue
    const end = source.charCodeAt(ends[comment]! - 1) === 10 ? ends[comment]! - 1 : ends[comment]!
    if (end >= lineStarts[below]! || end < lineStarts[below - 1]!) break
    const first = lineOf(tree, starts[comment]!)
    if (!isBlank(source, lineStarts[first]!, starts[comment]!)) break
    if (source.startsWith('#!', starts[comment])) break
    texts.unshift(source.slice(starts[comment], end))
    below = first
    if (below === 0) break
  }
  return texts.length === 0 ? null : clip(texts.map(commentText).join('\n'))
}

/** A comment without its markers. */
export function commentText(comment: string): string {
  return comment
    .replace(/^(?:\/\*+!?|<!--|=begin)|(?:\*+\/|-->|=end)$/g, '')
    .split('\n')
    .map((line) => line.replace(/^\s*(?:\/{2,}!?|#+!?|\*+(?!\/)|--)? ?/, '').trimEnd())
    .join('\n')
    .replace(/<\/?(?:summary|remarks|para|value)>/g, '')
    .trim()
}

function stringText(literal: string): string | null {
  const text = literal.replace(/^[A-Za-z]*("""|'''|"|')/, '').replace(/("""|'''|"|')$/, '')
  return clip(text.replace(/\n[ \t]+/g, '\n').trim())
}

function clip(text: string): string | null {
  if (text === '') return null
  return text.length > MAX_DOC ? text.slice(0, MAX_DOC) : text
}

/** The row of a string that is the first statement of a body, or -1: the convention of Python. */
export function firstString(tree: FlatTree, definition: number): number {
  const body = childInField(tree, definition, 'body')
  if (body < 0) return -1
  const { types, names, named, nexts } = tree
  let row = body + 1
  while (row < nexts[body]! && (named[types[row]!] === 0 || names[types[row]!] === 'comment')) row = nexts[row]!
  if (row >= nexts[body]!) return -1
  if (names[types[row]!] === 'expression_statement') row++
  return names[types[row]!] === 'string' ? row : -1
}
