import { isOfFile } from '../../index/segment/kinds.ts'
import type { Evidence } from './evidence.ts'
import { onOneLine } from './first-sentence.ts'

const NAMED_FINDINGS = 2
const NAMED_PATHS = 2
/** A commit names no more of them. */
const MOST_PATHS = 20

/** One line for each piece of evidence, of statements that each end with their citation. Says nothing but what is in them. */
export function writeAnswer(evidence: readonly Evidence[]): string {
  return evidence
    .map((each) =>
      statements(each)
        .map((text) => `${text} [${each.citation.n}].`)
        .join(' '),
    )
    .join('\n')
}

/** What is known of one hit, without citations. */
export function statements(evidence: Evidence): string[] {
  const { citation, symbolKind, says, uses, changes, commit, findings } = evidence
  const path = onOneLine(citation.path)
  return [
    whatItIs(evidence, path),
    ...(says === '' ? [] : [`It ${symbolKind === null ? 'says' : 'is described as'} “${says}”`]),
    ...(commit === null || commit.paths.length === 0 ? [] : [whatChanged(commit.paths)]),
    ...(uses === null ? [] : [whereUsed(nameOnly(citation.name), uses)]),
    ...(changes === null ? [] : [whoChanged(path, changes)]),
    ...(findings.length === 0 ? [] : [whatIsFound(findings)]),
  ]
}

function whatItIs({ citation, symbolKind, signature, commit }: Evidence, path: string): string {
  const { name, kind, startLine, endLine, cell } = citation
  if (symbolKind !== null) {
    const head = signature === '' ? '' : `: \`${signature}\``
    const place = cell === undefined ? path : `cell ${cell} of ${path}`
    return `\`${name}\` is ${article(symbolKind)} in ${place}${head}`
  }
  if (commit !== null) {
    return `“${name}” is commit ${commit.hash.slice(0, 10)}, made by ${onOneLine(commit.author)} on ${dayOf(commit.at)}`
  }
  // What is no file has an id, which the citation says.
  if (!isOfFile(kind)) return `“${name}” is ${article(kind)}`
  const what = kind === 'code' || kind === 'configuration' || kind === 'documentation' ? kind : article(kind)
  if (name !== '') return `“${name}” is ${what} in ${path}`
  return `${path} has ${what} in ${startLine === endLine ? `line ${startLine}` : `lines ${startLine}-${endLine}`}`
}

function whatChanged(paths: readonly string[]): string {
  const named = paths.slice(0, NAMED_PATHS).map(onOneLine)
  const others = paths.length - named.length
  if (others === 0) return `It changed ${named.join(' and ')}`
  return `It changed ${named.join(', ')} and ${paths.length < MOST_PATHS ? counted(others, 'other file') : 'others'}`
}

function whereUsed(name: string, { count, first }: NonNullable<Evidence['uses']>): string {
  if (count === 0) return `No other use of the name \`${name}\` was found`
  const places = first.map(({ path, line }) => `${onOneLine(path)}:${line}`).join(' and ')
  const named = count > first.length ? `, among them ${places}` : `: ${places}`
  return `The name \`${name}\` is used in ${counted(count, 'other place')}${named}`
}

function whoChanged(path: string, { commits, authors, lastAuthor, lastAt }: NonNullable<Evidence['changes']>): string {
  const who = authors === 1 ? '' : ` by ${authors} people`
  return `${path} was changed in ${counted(commits, 'commit')}${who}, last by ${onOneLine(lastAuthor)} on ${dayOf(lastAt)}`
}

function whatIsFound(findings: Evidence['findings']): string {
  const named = findings.slice(0, NAMED_FINDINGS).map(({ rule, line }) => `${rule} in line ${line}`)
  const more = findings.length > named.length ? ' and more' : ''
  return `${counted(findings.length, 'finding')} in it: ${named.join(', ')}${more}`
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}

function nameOnly(full: string): string {
  return full.slice(full.lastIndexOf('.') + 1)
}

function article(word: string): string {
  return `${/^[aeiou]/.test(word) ? 'an' : 'a'} ${word}`
}

function counted(count: number, word: string): string {
  return `${count.toLocaleString('en-US')} ${word}${count === 1 ? '' : 's'}`
}
