import type { AskAnswer } from '@tlc/core/engine/requests/ask-answer'
import type { styler } from '../style.ts'
import { oneLine } from './one-line.ts'

/** The answer for people: its lines, then the place that each number stands for. */
export function answerText({ text, citations, wordedBy }: AskAnswer, style: ReturnType<typeof styler>): string {
  const lines = text.split('\n').map(oneLine)
  if (citations.length > 0) lines.push('')
  for (const { n, path, startLine, endLine, kind, name, cell } of citations) {
    const place = `${oneLine(path)}:${startLine}${endLine > startLine ? `-${endLine}` : ''}`
    const what = [kind, oneLine(name), cell === undefined ? '' : `in cell ${cell}`]
      .filter((part) => part !== '')
      .join(' ')
    lines.push(`[${n}] ${style('bold', place)}${style('dim', `  ${what}`)}`)
  }
  if (wordedBy !== null) lines.push('', style('dim', `Worded by ${oneLine(wordedBy)}; every sentence has its source.`))
  return `${lines.join('\n')}\n`
}
