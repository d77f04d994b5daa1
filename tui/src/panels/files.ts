import type { LineTokens } from '@tlc/analyzers/facts'
import files from '@tlc/core/document/collections/files'
import findings from '@tlc/core/document/collections/findings'
import type { FindingRecord, SkipReason } from '@tlc/core/document/records'
import type { FileBlame, FileLines, FunctionRow, SymbolRow } from '@tlc/core/engine/answers'
import type { Sources } from '../app/sources.ts'
import { definePanel, type PanelState, type View } from '../define-panel.ts'
import { EMPTY_LINE, type Line, line, type Role, type Span, sliceLine, span } from '../screen/line.ts'
import type { Theme } from '../screen/theme.ts'
import { fit, truncateStart } from '../screen/width.ts'
import { codeSpans } from './_code.ts'
import { plural, short } from './_figures.ts'
import { listLines } from './_rows.ts'
import { buildTree, filterFiles, flatFiles, type TreeRow, treeRows } from './_tree.ts'

export interface FilesState extends PanelState {
  /** Folders that show what is in them. */
  expanded: ReadonlySet<string>
  /** The file that is read; null in the tree. */
  path: string | null
  /** Where the tree was when the file was opened. */
  treeRow: number
  /** First column of the code. */
  left: number
}

interface CodeModel {
  path: string
  total: number
  /** Line number → text and colours, of what was fetched around the view. */
  lines: ReadonlyMap<number, { text: string; tokens: LineTokens | undefined }>
  /** Why the text is not there; null when it is, or is on its way. */
  fault: string | null
  skipped: SkipReason | undefined
  findings: ReadonlyMap<number, FindingRecord>
  functions: ReadonlyMap<number, FunctionRow>
  blame: ReadonlyMap<number, FileBlame['lines'][number]>
  left: number
}

export interface FilesModel {
  rows: TreeRow[]
  selected: number
  expanded: ReadonlySet<string>
  current: TreeRow | null
  code: CodeModel | null
  filter: string
  synced: boolean
}

/** Lines that one request fetches; views on two neighbouring windows need both. */
const WINDOW = 200
/** A filter shows no more files than anybody reads. */
const MOST_FILTERED = 10_000

export default definePanel<FilesModel, FilesState>({
  id: 'files',
  title: 'Files',
  order: 2,
  initial: () => ({ selected: 0, top: 0, filter: '', expanded: new Set(), path: null, treeRow: 0, left: 0 }),
  select(sources, state) {
    const { project, synced } = sources
    const tree = sources.cached('files.tree', [project, sources.version('files')], () =>
      buildTree(files.entries(project)),
    )
    const { expanded, filter, selected, path } = state
    const rows = sources.cached('files.rows', [tree, expanded, filter], () =>
      filter === ''
        ? treeRows(tree, expanded)
        : filterFiles(
            sources.cached('files.flat', [tree], () => flatFiles(tree)),
            filter,
            MOST_FILTERED,
          ),
    )
    const code = path === null ? null : selectCode(sources, state, path)
    return { rows, selected, expanded, current: code ? null : (rows[selected] ?? null), code, filter, synced }
  },
  list: { count: ({ rows, code }) => (code ? code.total : rows.length), height: ({ height }) => height - 1, head: 1 },
  render(model, view) {
    if (model.code) return codeLines(model.code, model.selected, view)
    if (model.rows.length === 0)
      return [
        EMPTY_LINE,
        line(
          span(model.filter ? '  No file fits the filter.' : model.synced ? '  The project has no files.' : '', 'dim'),
        ),
      ]
    return treeLines(model, view)
  },
  visit(state, { path, line: at }) {
    const treeRow = state.path === null ? state.selected : state.treeRow
    Object.assign(state, { path, treeRow, selected: at - 1, top: Math.max(0, at - 8), left: 0 })
  },
  place: ({ code, current, selected }) =>
    code ? { path: code.path, line: selected + 1 } : current ? { path: current.node.path } : null,
  bindings: [
    { action: 'file.open', disabled: ({ code }) => code !== null && 'The file is open' },
    { action: 'file.close', disabled: ({ code, filter }) => code === null && filter === '' && 'No file is open' },
    {
      action: 'file.edit',
      disabled: ({ code, current }) =>
        code === null && (!current || current.node.children !== null) && 'No file is selected',
    },
    { action: 'file.definition', disabled: ({ code }) => code === null && 'Open a file first' },
    {
      action: 'file.next-finding',
      disabled: ({ code }) =>
        code === null ? 'Open a file first' : code.findings.size === 0 && 'The file has no findings',
    },
    { action: 'file.left', quiet: true },
    { action: 'file.right', quiet: true },
    { action: 'list.filter', disabled: ({ code }) => code !== null && 'Leave the file first' },
  ],
})

function selectCode(sources: Sources, state: FilesState, path: string): CodeModel {
  const { project } = sources
  const first = Math.floor(state.top / WINDOW)
  const slotOf = (window: number) => `files.lines.${path}.${window % 2}`
  const fetched = [first, first + 1].map((window) => {
    const from = window * WINDOW + 1
    return sources.ask<FileLines>(slotOf(window), 'file.lines', {
      path,
      from,
      to: from + WINDOW - 1,
    })
  })
  const outline = sources.ask<{ symbols: SymbolRow[]; functions: FunctionRow[] }>('files.outline', 'file.outline', {
    path,
  })
  const blameFrom = first * WINDOW + 1
  const blame = sources.ask<FileBlame>('files.blame', 'file.blame', {
    path,
    from: blameFrom,
    to: blameFrom + 2 * WINDOW - 1,
  })
  const known = files.get(project, path)
  const fault = fetched[0] ? null : sources.faultOf(slotOf(first))
  return sources.cached(
    'files.code',
    [path, ...fetched, outline, blame, fault, sources.version('findings'), state.left],
    () => {
      const lines = new Map<number, { text: string; tokens: LineTokens | undefined }>()
      for (const part of fetched)
        for (const [i, text] of (part?.lines ?? []).entries())
          lines.set(part!.from + i, { text, tokens: part!.tokens[i] })
      return {
        path,
        total: Math.max(
          fetched[0]?.total ?? 0,
          fetched[1]?.total ?? 0,
          fetched[0] ? 0 : (known?.lines ?? 1),
          state.selected + 1 > 1 && !fetched[0] ? state.selected + 1 : 0,
        ),
        lines,
        fault,
        skipped: fetched[0]?.skipped,
        findings: new Map((findings.get(project, path) ?? []).map((finding) => [finding.line, finding])),
        functions: new Map((outline?.functions ?? []).map((each) => [each.line, each])),
        blame: new Map((blame?.lines ?? []).map((each, i) => [blame!.from + i, each])),
        left: state.left,
      }
    },
  )
}

function treeLines({ rows, selected, expanded, filter }: FilesModel, view: View): Line[] {
  const wide = view.width >= 100
  const numbers = wide ? 51 : 29
  const nameWidth = view.width - numbers
  const { glyphs } = view.theme
  const head = line(
    span(fit('  Name', nameWidth), 'dim'),
    span(wide ? `${fit('Files', 9, 'right')}  ${fit('Type', 11)}` : '', 'dim'),
    span(fit('Lines', 8, 'right'), 'dim'),
    span(fit('Complexity', 11, 'right'), 'dim'),
    span(fit('Findings', 10, 'right'), 'dim'),
  )
  const list = listLines(
    { ...view, height: view.height - 1 },
    {
      count: rows.length,
      selected,
      row(i) {
        const { node, depth } = rows[i]!
        const isFolder = node.children !== null
        const mark = isFolder ? (expanded.has(node.path) ? glyphs.open : glyphs.closed) : ' '
        const indent = '  '.repeat(depth)
        const name = filter === '' ? node.name : node.path
        const room = nameWidth - indent.length - 4
        const skipped = node.record?.skipped
        const type = skipped ?? node.record?.language ?? ''
        const problems = node.errors + node.warnings
        return line(
          `${indent} `,
          span(`${mark} `, 'dim'),
          span(
            fit(filter === '' ? `${name}${isFolder ? '/' : ''}` : truncateStart(name, room), room),
            isFolder ? 'accent' : skipped ? 'dim' : 'text',
          ),
          ' ',
          ...(wide
            ? [span(fit(isFolder ? short(node.files) : '', 9, 'right'), 'dim'), span(`  ${fit(type, 11)}`, 'dim')]
            : []),
          span(fit(node.lines > 0 ? short(node.lines) : skipped && !wide ? skipped : '', 8, 'right'), 'dim'),
          span(
            fit(node.complexity > 0 ? String(node.complexity) : '', 11, 'right'),
            node.complexity > 20 ? 'error' : node.complexity > 10 ? 'warning' : 'dim',
          ),
          span(fit(problems > 0 ? short(problems) : '', 10, 'right'), node.errors > 0 ? 'error' : 'warning'),
        )
      },
    },
  )
  return [head, ...list]
}

function codeLines(code: CodeModel, selected: number, view: View): Line[] {
  const { theme, width } = view
  const finding = code.findings.get(selected + 1)
  const inFunction = functionAt(code, selected + 1)
  const about: Span[] = finding
    ? [span(`  ${finding.severity}: ${finding.message}`, ROLE_OF[finding.severity])]
    : inFunction
      ? [
          span(
            `  ${inFunction.name}: cyclomatic ${inFunction.cyclomatic}, cognitive ${inFunction.cognitive}, nesting ${inFunction.nesting}, ${plural(inFunction.parameters, 'parameter')}`,
            'dim',
          ),
        ]
      : []
  const position = `  ${selected + 1}/${code.total}`
  const head = line(span(truncateStart(code.path, Math.floor(width * 0.5)), 'title'), span(position, 'dim'), ...about)
  if (code.skipped) return [head, EMPTY_LINE, line(span(`  Not shown: ${SKIPPED[code.skipped]}.`, 'warning'))]
  if (code.fault) return [head, EMPTY_LINE, line(span(`  Not shown (r asks again): ${code.fault}`, 'error'))]
  const digits = Math.max(3, String(code.total).length)
  const owners = width >= 110
  const gutter = digits + 8 + (owners ? 14 : 0)
  return [
    head,
    ...listLines(
      { ...view, height: view.height - 1 },
      {
        count: code.total,
        selected,
        row(i) {
          const number = i + 1
          const found = code.lines.get(number)
          const body = found
            ? sliceLine({ spans: codeSpans(found.text, found.tokens) }, code.left, Math.max(0, width - gutter))
            : EMPTY_LINE
          return { spans: [...gutterSpans(code, number, digits, owners, theme), ...body.spans] }
        },
      },
    ),
  ]
}

function gutterSpans(code: CodeModel, number: number, digits: number, owners: boolean, { glyphs }: Theme): Span[] {
  const finding = code.findings.get(number)
  const fn = code.functions.get(number)
  const by = code.blame.get(number)
  const before = code.blame.get(number - 1)
  const owner = by && (by.author !== before?.author || by.at !== before.at) ? by.author : ''
  return [
    ...(owners ? [span(`${fit(owner, 13)} `, 'person')] : []),
    span(
      fit(fn ? String(fn.cyclomatic) : '', 4, 'right'),
      fn && fn.cyclomatic > 20 ? 'error' : fn && fn.cyclomatic > 10 ? 'warning' : 'dim',
    ),
    span(
      finding ? (finding.severity === 'info' ? 'i' : finding.severity === 'error' ? glyphs.cross : '!') : ' ',
      finding ? ROLE_OF[finding.severity] : 'dim',
    ),
    span(fit(String(number), digits + 1, 'right'), 'dim'),
    span(` ${glyphs.vertical}`, 'border'),
  ]
}

function functionAt({ functions }: CodeModel, number: number): FunctionRow | undefined {
  let best: FunctionRow | undefined
  for (const each of functions.values())
    if (each.line <= number && number <= each.endLine && (!best || each.line > best.line)) best = each
  return best
}

const ROLE_OF: Record<FindingRecord['severity'], Role> = { error: 'error', warning: 'warning', info: 'info' }

const SKIPPED: Record<SkipReason, string> = {
  binary: 'the file is binary',
  'too-large': 'the file is larger than 2 MB, so it is not analysed',
  minified: 'the file is minified',
  encoding: 'its encoding is not known',
  unreadable: 'it cannot be read',
  vanished: 'it is gone',
  'symlink-loop': 'its links run in a circle',
  'not-a-file': 'it is no regular file',
  'too-deep': 'it lies too deep',
  failed: 'the analysis failed on it',
}
