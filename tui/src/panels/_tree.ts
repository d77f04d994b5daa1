import type { FileRecord } from '@tlc/core/document/records'

/** A folder or a file of the tree, with the sums of all that is below it. */
export interface TreeNode {
  name: string
  /** With `/` between the parts; '' is the project. */
  path: string
  /** Null for a file. */
  children: Map<string, TreeNode> | null
  record: FileRecord | null
  files: number
  lines: number
  complexity: number
  errors: number
  warnings: number
}

export interface TreeRow {
  node: TreeNode
  depth: number
}

/** The files as a tree; one pass over the paths. */
export function buildTree(files: Iterable<[string, FileRecord]>): TreeNode {
  const root = folder('', '')
  for (const [path, record] of files) {
    const [errors, warnings] = record.findings
    const parts = path.split('/')
    let node = root
    for (let depth = 0; ; depth++) {
      node.files++
      node.lines += record.lines
      node.complexity = Math.max(node.complexity, record.complexity)
      node.errors += errors
      node.warnings += warnings
      const name = parts[depth]!
      if (depth === parts.length - 1) {
        const { lines, complexity } = record
        node.children!.set(name, { name, path, children: null, record, files: 1, lines, complexity, errors, warnings })
        break
      }
      let child = node.children!.get(name)
      // A name can be a file in one moment and a folder in the next.
      if (!child?.children) {
        child = folder(name, parts.slice(0, depth + 1).join('/'))
        node.children!.set(name, child)
      }
      node = child
    }
  }
  return root
}

/** The rows of the tree with these folders open: folders first, each by name. */
export function treeRows(root: TreeNode, open: ReadonlySet<string>): TreeRow[] {
  const rows: TreeRow[] = []
  const stack: TreeRow[] = sorted(root)
    .map((node) => ({ node, depth: 0 }))
    .reverse()
  for (let row = stack.pop(); row; row = stack.pop()) {
    rows.push(row)
    if (!row.node.children || !open.has(row.node.path)) continue
    const { depth } = row
    for (const node of sorted(row.node).reverse()) stack.push({ node, depth: depth + 1 })
  }
  return rows
}

/** A file as a filter looks at it. */
export interface FlatFile {
  row: TreeRow
  lower: string
}

/** All files in the order of the tree. */
export function flatFiles(root: TreeNode): FlatFile[] {
  const files: FlatFile[] = []
  const stack = [root]
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.children) for (const child of sorted(node).reverse()) stack.push(child)
    else files.push({ row: { node, depth: 0 }, lower: node.path.toLowerCase() })
  }
  return files
}

/** The files with the most of something first. */
export function sortedFiles(files: readonly FlatFile[], by: 'lines' | 'complexity' | 'findings'): FlatFile[] {
  const amount = ({ row: { node } }: FlatFile) =>
    by === 'findings' ? node.errors * 1e6 + node.warnings : by === 'lines' ? node.lines : node.complexity
  return files.toSorted((a, b) => amount(b) - amount(a))
}

/** Paths of the folders that a file lies in. */
export function foldersAround(path: string): string[] {
  const parts = path.split('/')
  return parts.slice(1).map((_, i) => parts.slice(0, i + 1).join('/'))
}

/** Files whose path holds every word, as a flat list. */
export function filterFiles(files: readonly FlatFile[], filter: string, most: number): TreeRow[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean)
  const rows: TreeRow[] = []
  for (const { row, lower } of files) {
    if (words.every((word) => lower.includes(word))) rows.push(row)
    if (rows.length === most) break
  }
  return rows
}

function folder(name: string, path: string): TreeNode {
  return { name, path, children: new Map(), record: null, files: 0, lines: 0, complexity: 0, errors: 0, warnings: 0 }
}

function sorted({ children }: TreeNode): TreeNode[] {
  return [...(children?.values() ?? [])].sort(
    (a, b) => Number(a.children === null) - Number(b.children === null) || (a.name < b.name ? -1 : 1),
  )
}
