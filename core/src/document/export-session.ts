import type * as Y from 'yjs'
import comments from './collections/comments.ts'
import messages from './collections/messages.ts'
import sessions from './collections/sessions.ts'
import steps from './collections/steps.ts'
import type { CommentRecord, StepRecord } from './records.ts'

/** A session as Markdown: head, plan with evidence and decisions, comments, messages. Empty text for an unknown session. */
export function sessionMarkdown({ project, session, id }: { project: Y.Doc; session: Y.Doc; id: string }): string {
  const record = sessions.get(project, id)
  if (!record) return ''
  const ordered = [...steps.entries(session)].sort(([, a], [, b]) => a.position - b.position)
  const said = Map.groupBy(comments.all(session), ({ step }) => step)
  const closed = record.closedAt === undefined ? '' : `, closed ${time(record.closedAt)}`
  const lines = [
    `# ${line(record.title)}`,
    '',
    `Created by ${line(record.createdBy.name)} on ${time(record.createdAt)}${closed}.`,
    '',
  ]
  lines.push('## Plan', '')
  if (ordered.length === 0) lines.push('No steps.', '')
  for (const [i, [stepId, step]] of ordered.entries()) lines.push(...stepLines(i + 1, step, said.get(stepId) ?? []))
  lines.push('## Messages', '')
  if (messages.size(session) === 0) lines.push('No messages.')
  for (const { author, at, kind, text } of messages.all(session)) {
    if (kind === 'event') lines.push(`- ${time(at)} *${line(author.name)} ${line(text)}*`)
    else lines.push(`- ${time(at)} **${line(author.name)}**:`, ...quote(text))
  }
  return `${lines.join('\n').trimEnd()}\n`
}

function stepLines(number: number, step: StepRecord, said: CommentRecord[]): string[] {
  const lines = [`### ${number}. ${line(step.title)}`, '']
  const by = step.claimedBy ? ` by ${line(step.claimedBy.name)}` : ''
  lines.push(
    `State: ${step.state}${by}. Effort: ${step.effort}. Score: ${round(step.score.value)} (${line(step.score.formula)}).`,
    '',
  )
  if (step.why !== '') lines.push(line(step.why), '')
  if (step.effect !== '') lines.push(`Expected effect: ${line(step.effect)}`, '')
  if (step.decision) {
    const { state, by, at, reason } = step.decision
    lines.push(`Decision: ${state} by ${line(by.name)} on ${time(at)}${reason === '' ? '' : `: ${line(reason)}`}`, '')
  }
  for (const { path, line: start, figures, gone } of step.evidence) {
    lines.push(`- ${code(start > 0 ? `${path}:${start}` : path)} ${line(figures)}${gone ? ' (gone)' : ''}`)
  }
  if (step.evidence.length > 0) lines.push('')
  for (const { author, at, text } of said) lines.push(`**${line(author.name)}**, ${time(at)}:`, ...quote(text), '')
  return lines
}

function time(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

function round(value: number): string {
  return String(Math.round(value * 100) / 100)
}

/** Text from people on one line; what Markdown would read as its own is escaped. */
function line(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>#|]/g, '\\$&')
}

function quote(text: string): string[] {
  return text
    .trimEnd()
    .split(/\r?\n/)
    .map((part) => `> ${part.replace(/[\\`*_[\]<>#|]/g, '\\$&')}`)
}

// A path may itself hold backticks: the fence is one longer than the longest run.
function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return longest === 0 ? `${fence}${text}${fence}` : `${fence} ${text} ${fence}`
}
