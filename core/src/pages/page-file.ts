import { createHash } from 'node:crypto'
import { integer, oneOf, shape, text } from '../document/check.ts'
import type { Page } from './contract.ts'

const FORMAT = 1
const header = shape({
  format: oneOf(FORMAT),
  id: text,
  url: text,
  finalUrl: text,
  source: text,
  title: text,
  fetchedAt: integer,
  hash: text,
  bytes: integer,
  licence: text,
  robots: text,
})

/** The same for the same id: what is learnt again takes the place of what was there. */
export function pageFileName(id: string): string {
  return `${sha256(id).slice(0, 32)}.md`
}

/** A page as a file that people can read too: facts in front matter, whose values are JSON and so YAML, then the text. */
export function pageFile({ text: body, ...facts }: Page): string {
  const lines = Object.entries({ format: FORMAT, ...facts }).map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
  return `---\n${lines.join('\n')}\n---\n${body}`
}

/** The page in a file, or why it is none. Must not throw. */
export function readPageFile(content: string): Page | string {
  const end = content.indexOf('\n---\n')
  if (!content.startsWith('---\n') || end < 0) return 'its first lines are missing'
  const facts = readHeader(content.slice(4, end))
  const problem = header.problem(facts)
  if (problem !== null) return problem
  const { format: _, ...known } = facts as unknown as Page & { format: number }
  const body = content.slice(end + 5)
  if (sha256(body) !== known.hash) return 'its text is cut off or was changed'
  return { ...known, text: body }
}

export function sha256(value: string): string {
  return createHash('sha256').update(value).digest('hex')
}

function readHeader(lines: string): Record<string, unknown> {
  const facts: Record<string, unknown> = {}
  for (const line of lines.split('\n')) {
    const colon = line.indexOf(': ')
    try {
      facts[line.slice(0, colon)] = JSON.parse(line.slice(colon + 2))
    } catch {
      return {}
    }
  }
  return facts
}
