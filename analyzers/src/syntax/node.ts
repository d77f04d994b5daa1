import { type FlatTree, lineOf } from './flat-tree.ts'

/** One node of a flat tree, made on demand; it is valid until the analyzer parses the next file. */
export class SyntaxNode {
  readonly tree: FlatTree
  readonly index: number

  constructor(tree: FlatTree, index: number) {
    this.tree = tree
    this.index = index
  }

  get type(): string {
    return this.tree.names[this.tree.types[this.index]!]!
  }

  get isNamed(): boolean {
    return this.tree.named[this.tree.types[this.index]!] === 1
  }

  get text(): string {
    return this.tree.source.slice(this.startIndex, this.endIndex)
  }

  get startIndex(): number {
    return this.tree.starts[this.index]!
  }

  get endIndex(): number {
    return this.tree.ends[this.index]!
  }

  /** Counted from 1, as are all lines and columns here. */
  get line(): number {
    return lineOf(this.tree, this.startIndex) + 1
  }

  get column(): number {
    return this.startIndex - this.tree.lineStarts[this.line - 1]! + 1
  }

  get endLine(): number {
    return lineOf(this.tree, this.endIndex) + 1
  }

  get endColumn(): number {
    return this.endIndex - this.tree.lineStarts[this.endLine - 1]! + 1
  }

  get parent(): SyntaxNode | null {
    const parent = this.tree.parents[this.index]!
    return this.index === 0 ? null : new SyntaxNode(this.tree, parent)
  }

  get children(): SyntaxNode[] {
    const { tree, index } = this
    const found: SyntaxNode[] = []
    for (let i = index + 1; i < tree.nexts[index]!; i = tree.nexts[i]!) found.push(new SyntaxNode(tree, i))
    return found
  }

  get namedChildren(): SyntaxNode[] {
    return this.children.filter((child) => child.isNamed)
  }

  get nextNamedSibling(): SyntaxNode | null {
    const { tree, index } = this
    if (index === 0) return null
    const end = tree.nexts[tree.parents[index]!]!
    for (let i = tree.nexts[index]!; i < end; i = tree.nexts[i]!) {
      if (tree.named[tree.types[i]!] === 1) return new SyntaxNode(tree, i)
    }
    return null
  }

  get previousNamedSibling(): SyntaxNode | null {
    const { tree, index } = this
    if (index === 0) return null
    let found = -1
    for (let i = tree.parents[index]! + 1; i < index; i = tree.nexts[i]!) {
      if (tree.named[tree.types[i]!] === 1) found = i
    }
    return found < 0 ? null : new SyntaxNode(tree, found)
  }

  /** The first child in a field of the grammar. */
  childForFieldName(name: string): SyntaxNode | null {
    const { tree, index } = this
    const field = tree.fieldIds.get(name)
    if (field === undefined) return null
    for (let i = index + 1; i < tree.nexts[index]!; i = tree.nexts[i]!) {
      if (tree.fields[i] === field) return new SyntaxNode(tree, i)
    }
    return null
  }

  /** The nearest enclosing node of one of the types, or null. */
  ancestor(types: ReadonlySet<string>): SyntaxNode | null {
    for (let node = this.parent; node; node = node.parent) if (types.has(node.type)) return node
    return null
  }
}
