import findings from '../../document/collections/findings.ts'
import triage from '../../document/collections/triage.ts'
import { pathClass } from '../../index/chunks/kind-of-path.ts'
import type { SearchHit } from '../../index/contract.ts'
import { isOfFile } from '../../index/segment/kinds.ts'
import changesOfFile from '../../store/queries/changes-of-file.ts'
import fileOutline from '../../store/queries/file-outline.ts'
import recentCommits from '../../store/queries/recent-commits.ts'
import type { RequestContext } from '../define-request.ts'
import { cellOfHit, hitLines } from '../hit-lines.ts'
import { knownDocument } from '../known-document.ts'
import { referencesTo } from '../resolve-by-name.ts'
import type { Evidence } from './evidence.ts'
import { firstSentence, onOneLine } from './first-sentence.ts'

/** Lines of one hit that are read. */
const MOST_LINES = 120
const NAMED_USES = 2

/** All that the project knows of these hits, numbered from 1; those whose file or text is gone meanwhile are left out. */
export async function gatherEvidence(
  context: RequestContext,
  hits: readonly SearchHit[],
  signal: AbortSignal,
): Promise<Evidence[]> {
  const found: Evidence[] = []
  for (const hit of hits) {
    signal.throwIfAborted()
    const n = found.length + 1
    const evidence = isOfFile(hit.kind) ? await ofFile(context, hit, { n, signal }) : await ofDocument(context, hit, n)
    if (evidence) found.push(evidence)
  }
  return found
}

async function ofFile(
  context: RequestContext,
  hit: SearchHit,
  { n, signal }: { n: number; signal: AbortSignal },
): Promise<Evidence | null> {
  const { path, startLine, endLine, name, kind, symbolKind } = hit
  const lines = await hitLines(context.root, hit, { most: MOST_LINES, signal })
  if (lines.length === 0) return null
  const store = await context.store()
  const symbol = symbolKind === null ? undefined : (await store.query(fileOutline, { path })).find(isMeant(hit))
  const cell = cellOfHit(context.root, hit)
  const changes = context.history() === null ? [] : await store.query(changesOfFile, { path })
  return {
    citation: { n, path, startLine, endLine, name: onOneLine(name), kind, ...(cell !== null && { cell }) },
    ranks: hit.ranks,
    symbolKind,
    // It stands between backticks.
    signature: onOneLine(symbol?.signature ?? '').replaceAll('`', "'"),
    says: firstSentence(symbol ? (symbol.doc ?? '') : kind === 'documentation' ? lines.join('\n') : ''),
    lines,
    uses: symbol ? await usesOf(context, { path, name: symbol.name, ...linesOf(symbol, hit) }) : null,
    changes: changes[0] ?? null,
    commit: null,
    findings: openFindings(context, hit),
  }
}

async function ofDocument(context: RequestContext, hit: SearchHit, n: number): Promise<Evidence | null> {
  const document = await knownDocument(context, hit.path)
  if (!document) return null
  const title = onOneLine(document.title)
  const lines = document.text
    .split('\n')
    .slice(hit.startLine - 1, hit.endLine)
    .slice(0, MOST_LINES)
  const commit = hit.kind === 'commit' ? await commitOf(context, hit) : null
  const text = commit ? messageIn(document.text, commit.author) : lines
  const [head = '', ...rest] = text
  return {
    citation: {
      n,
      path: hit.path,
      startLine: hit.startLine,
      endLine: hit.endLine,
      name: title,
      kind: hit.kind,
    },
    ranks: hit.ranks,
    symbolKind: null,
    signature: '',
    says: firstSentence((commit || onOneLine(head) === title ? rest : text).join('\n')),
    lines,
    uses: null,
    changes: null,
    commit,
    findings: [],
  }
}

async function commitOf(context: RequestContext, hit: SearchHit): Promise<Evidence['commit']> {
  const hash = hit.path.slice('commit:'.length)
  const [commit] = await (await context.store()).query(recentCommits, { limit: 1, hashes: [hash] })
  if (!commit) return null
  const { author, at, paths } = commit
  const fits = (path: string) => (hit.name.endsWith(` > ${path}`) ? 0 : 1)
  return { hash, author, at, paths: paths.toSorted((a, b) => fits(a) - fits(b)) }
}

/** Before the files and lines that it changed a commit says why. */
function messageIn(text: string, author: string): string[] {
  return text.slice(0, Math.max(0, text.indexOf(`\n\n${author} changed `))).split('\n')
}

function linesOf(symbol: { line: number; endLine: number }, hit: SearchHit): { startLine: number; endLine: number } {
  return { startLine: Math.min(symbol.line, hit.startLine), endLine: Math.max(symbol.endLine, hit.endLine) }
}

function isMeant(hit: SearchHit) {
  return (symbol: { name: string; container: string | null; line: number; endLine: number }) =>
    (symbol.container === null ? symbol.name : `${symbol.container}.${symbol.name}`) === hit.name &&
    symbol.line <= hit.endLine &&
    symbol.endLine >= hit.startLine
}

/** Its own lines are not among the uses; of each file the first is named, of other files first, of tests last. */
async function usesOf(
  context: RequestContext,
  own: { path: string; name: string; startLine: number; endLine: number },
): Promise<Evidence['uses']> {
  const targets = await referencesTo(context, own.name, own.path)
  const places = targets.filter(({ path, line }) => path !== own.path || line < own.startLine || line > own.endLine)
  const farness = (path: string) => (path === own.path ? 1 : 0) + (pathClass(path).test ? 2 : 0)
  const first = [...new Map(places.toReversed().map((place) => [place.path, place])).values()]
    .sort((a, b) => farness(a.path) - farness(b.path) || (a.path < b.path ? -1 : 1))
    .slice(0, NAMED_USES)
  return { count: places.length, first: first.map(({ path, line }) => ({ path, line })) }
}

function openFindings({ project }: RequestContext, { path, startLine, endLine }: SearchHit): Evidence['findings'] {
  // Those of a notebook count their lines within cells, a hit within the whole.
  const own = (findings.get(project, path) ?? []).filter(
    ({ line, cell, fingerprint }) =>
      cell === undefined &&
      line >= startLine &&
      line <= endLine &&
      triage.get(project, fingerprint)?.state !== 'dismissed',
  )
  return own.map(({ rule, line, message }) => ({ rule, line, message: onOneLine(message) }))
}
