import files from '@tlc/core/document/collections/files'
import { definePanel, type PanelState, type View } from '../define-panel.ts'
import { EMPTY_LINE, type Line, line, span } from '../screen/line.ts'
import { fit, truncateStart } from '../screen/width.ts'
import { type CodeModel, codeLines, selectCode } from './_code-view.ts'
import { plural, short } from './_figures.ts'
import { listLines } from './_rows.ts'
import { buildTree, filterFiles, flatFiles, foldersAround, sortedFiles, type TreeRow, treeRows } from './_tree.ts'

/** What the rows are ordered by: as a tree by name, else as a list with the most first. */
export const FILE_ORDERS = ['name', 'lines', 'complexity', 'findings'] as const
export type FileOrder = (typeof FILE_ORDERS)[number]

export interface FilesState extends PanelState {
  /** Folders that show what is in them. */
  expanded: ReadonlySet<string>
  /** The file that is read; null in the tree. */
  path: string | null
  /** Where the tree was when the file was opened. */
  treeRow: number
  /** A file to select in the tree with the next frame; null for none. */
  reveal: string | null
  /** Whether the file was opened from another place than the tree. */
  visited: boolean
  /** First column of the code. */
  left: number
  /** What is searched for in the file; '' for nothing. */
  find: string
  order: FileOrder
}

export interface FilesModel {
  rows: TreeRow[]
  selected: number
  expanded: ReadonlySet<string>
  current: TreeRow | null
  code: CodeModel | null
  filter: string
  order: FileOrder
  synced: boolean
}

/** A filter shows no more files than anybody reads. */
const MOST_FILTERED = 10_000

export default definePanel<FilesModel, FilesState>({
  id: 'files',
  title: 'Files',
  order: 2,
  initial: () => ({
    selected: 0,
    top: 0,
    filter: '',
    expanded: new Set(),
    path: null,
    treeRow: 0,
    reveal: null,
    visited: false,
    left: 0,
    find: '',
    order: 'name',
  }),
  select(sources, state) {
    const { project, synced } = sources
    const tree = sources.cached('files.tree', [project, sources.version('files')], () =>
      buildTree(files.entries(project)),
    )
    const { filter, path, order, reveal } = state
    if (reveal !== null) state.expanded = new Set([...state.expanded, ...foldersAround(reveal)])
    const { expanded } = state
    const rows = sources.cached('files.rows', [tree, expanded, filter, order], () => {
      if (filter === '' && order === 'name') return treeRows(tree, expanded)
      const flat = sources.cached('files.flat', [tree], () => flatFiles(tree))
      const ordered =
        order === 'name' ? flat : sources.cached('files.sorted', [flat, order], () => sortedFiles(flat, order))
      return filterFiles(ordered, filter, MOST_FILTERED)
    })
    if (reveal !== null && path === null) {
      const at = rows.findIndex(({ node }) => node.path === reveal)
      Object.assign(state, { reveal: null, selected: at < 0 ? state.selected : at })
    }
    const { selected } = state
    const code = path === null ? null : selectCode(sources, { ...state, path })
    return { rows, selected, expanded, current: code ? null : (rows[selected] ?? null), code, filter, order, synced }
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
    const found = state.path === path ? {} : { find: '' }
    Object.assign(state, {
      path,
      treeRow,
      visited: true,
      selected: at - 1,
      top: Math.max(0, at - 8),
      left: 0,
      ...found,
    })
  },
  spot: ({ path, treeRow, visited, left, find }) => ({ path, treeRow, visited, left, find }),
  place: ({ code, current, selected }) =>
    code ? { path: code.path, line: selected + 1 } : current ? { path: current.node.path } : null,
  bindings: [
    { action: 'file.open', disabled: inTree, hidden: isInCode },
    { action: 'file.close', disabled: ({ code, filter }) => code === null && filter === '' && 'No file is open' },
    {
      action: 'file.edit',
      disabled: ({ code, current }) =>
        code === null && (!current || current.node.children !== null) && 'No file is selected',
    },
    { action: 'list.filter', disabled: inTree, hidden: isInCode },
    { action: 'files.sort', disabled: inTree, hidden: isInCode },
    { action: 'file.find', disabled: inCode, hidden: isInTree },
    { action: 'file.definition', disabled: inCode, hidden: isInTree },
    { action: 'file.next-finding', disabled: withFindings, hidden: isInTree },
    { action: 'file.blame', disabled: inCode, hidden: isInTree },
    { action: 'file.line', disabled: inCode, hidden: isInTree },
    { action: 'file.find-next', disabled: withMatches, quiet: true },
    { action: 'file.find-previous', disabled: withMatches, quiet: true },
    { action: 'file.previous-finding', disabled: withFindings, quiet: true },
    { action: 'file.fold', disabled: inTree, quiet: true },
    { action: 'file.tree', disabled: inCode, quiet: true },
    { action: 'file.left', disabled: inCode, quiet: true },
    { action: 'file.right', disabled: inCode, quiet: true },
  ],
})

function isInCode({ code }: FilesModel): boolean {
  return code !== null
}

function isInTree({ code }: FilesModel): boolean {
  return code === null
}

function inTree({ code }: FilesModel): string | false {
  return code !== null && 'A file is open: Esc leaves it, t shows it in the tree'
}

function inCode({ code }: FilesModel): string | false {
  return code === null && 'Open a file first'
}

function withFindings({ code }: FilesModel): string | false {
  return code === null ? 'Open a file first' : code.findings.size === 0 && 'The file has no findings'
}

function withMatches({ code }: FilesModel): string | false {
  return code === null ? 'Open a file first' : code.find === '' && 'Nothing is searched for: / finds'
}

function treeLines({ rows, selected, expanded, filter, order }: FilesModel, view: View): Line[] {
  const wide = view.width >= 100
  const numbers = wide ? 51 : 29
  const nameWidth = view.width - numbers
  const { glyphs } = view.theme
  const isFlat = filter !== '' || order !== 'name'
  const name = filter === '' ? '  Name' : `  ${plural(rows.length, 'file')} for ${filter}`
  const by = (column: FileOrder) => (column === order ? 'strong' : 'dim')
  const head = line(
    span(fit(name, nameWidth), by('name')),
    span(wide ? `${fit('Files', 9, 'right')}  ${fit('Type', 11)}` : '', 'dim'),
    span(fit('Lines', 8, 'right'), by('lines')),
    span(fit('Complexity', 11, 'right'), by('complexity')),
    span(fit('Findings', 10, 'right'), by('findings')),
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
        const name = isFlat ? node.path : node.name
        const room = nameWidth - indent.length - 4
        const skipped = node.record?.skipped
        const type = skipped ?? node.record?.language ?? ''
        const problems = node.errors + node.warnings
        return line(
          `${indent} `,
          span(`${mark} `, 'dim'),
          span(
            fit(isFlat ? truncateStart(name, room) : `${name}${isFolder ? '/' : ''}`, room),
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
