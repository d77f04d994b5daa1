import type { Advice, AdvisedFix } from '@tlc/core/learning/contract'
import type { styler } from '../style.ts'

type Style = ReturnType<typeof styler>

const MOST_LINES = 12

/** What is known about an error, for people. */
export function adviceText(advice: Advice, style: Style): string {
  if (advice.fixes.length === 0) return `${advice.reason}\n`
  return advice.fixes.map((fix, i) => fixText(fix, i === 0, style)).join('\n')
}

function fixText(fix: AdvisedFix, whole: boolean, style: Style): string {
  const { worked, tried } = fix.record
  const head = `${style('bold', fix.summary)}  (${Math.round(fix.confidence * 100)} %, worked ${worked} of ${tried})`
  if (!whole) return `or: ${head}  [${fix.id}]\n`
  const excerpt = fix.evidence.files[0]?.excerpt ?? ''
  const diff = excerpt === '' ? [] : excerpt.split('\n').slice(0, MOST_LINES)
  const commands = fix.evidence.commands.filter((line) => !fix.summary.includes(line)).map((line) => `$ ${line}`)
  const lines = [
    `known fix: ${head}`,
    ...[...diff, ...commands].map((line) => `    ${line}`),
    `  because: ${fix.why.join('; ')}`,
    `  seen with \`${fix.evidence.command}\`; tell what you think of it: tlc advise --useful ${fix.id}, --not-useful ${fix.id}`,
  ]
  return `${lines.join('\n')}\n`
}
