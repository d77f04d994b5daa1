import type { BindingRules } from './define-bindings.ts'
import type { ImportFact, SymbolKind } from './facts.ts'
import type { FlatTree } from './syntax/flat-tree.ts'

/**
 * A node type of the grammar: `if_statement` for a named node, `"if"` with the double quotes of tree-sitter queries for a
 * token. Every type and field that a definition mentions is checked against the grammar when the language is loaded.
 */
export type NodeType = string

/** Finds the rows that hold names; a string is a path of fields, `declarator.name`. An empty list hides the definition. */
export type NameFinder = string | ((tree: FlatTree, row: number) => readonly number[])

export interface DefinitionScope {
  /** Kind of the innermost enclosing definition; null at the top level. */
  kind: SymbolKind | null
  /** Somewhere inside a function, where a variable is nobody's business. */
  local: boolean
}

export interface Definition {
  /** Null for what only names a container, such as an `impl` block. */
  kind: SymbolKind | null
  /** Kind when directly inside a class, struct, interface, trait or enum; null hides it. */
  member?: SymbolKind | null
  /** Kind inside a function; null hides it. Absent: as outside. */
  local?: SymbolKind | null
  /** Where its name is; absent means the field `name`. */
  name?: NameFinder
  /** Field of the body, which the signature leaves out; absent means the field `body`, or that of a function it is given. */
  body?: string
  /** For a definition without a kind of its own: what its contents take it for. */
  as?: SymbolKind
  /** It belongs to what is around the function that it is written in. */
  hoisted?: boolean
  /** Each name is a definition by itself, its span that of the name. */
  each?: boolean
  /** Without a body it holds what follows it in the file. */
  wholeFile?: boolean
  /** Names of what it belongs to, when they are written with the name: `net.Server` of `net::Server::start`. */
  qualifier?(tree: FlatTree, row: number): string | null
  /** Corrects the kind by what is written; null hides it. */
  refine?(kind: SymbolKind, tree: FlatTree, row: number, name: string, scope: DefinitionScope): SymbolKind | null
}

export interface FunctionShape {
  /** Where its name is when the node is no definition; absent: the definition's name, else `(anonymous)`. */
  name?: NameFinder
  parameters?: string | ((tree: FlatTree, row: number) => number)
  /** Field of the body; a node without it is a mere declaration, unless `bodyless` says that a body may be empty. */
  body?: string
  bodyless?: boolean
  /** What a method calls the object it is called on, where that is no word of the language. */
  self?(tree: FlatTree, row: number): string | null
}

/** The parts of complexity, by node types. */
export interface ControlFlow {
  /** Tokens or nodes that add a path, as lizard counts them. */
  decisions: NodeType[]
  /** Nodes that add a path each, but for the first among their siblings. */
  alternatives?: NodeType[]
  /** Operators that add a path and form the boolean sequences of cognitive complexity, below these nodes only. */
  logical: { parents: NodeType[]; operators: NodeType[] }
  /** `if` with its alternatives inside; an `if` that is the alternative of another is an `else if`. */
  branches: NodeType[]
  /** `elif` and `elsif` where the grammar has a node for them. */
  elseIfs?: NodeType[]
  /** The token before an alternative; absent means `"else"`. Empty where there is none. */
  elses?: NodeType[]
  ternaries?: NodeType[]
  loops: NodeType[]
  switches?: NodeType[]
  catches?: NodeType[]
  /** Functions inside an expression that are not listed on their own. */
  lambdas?: NodeType[]
  /** Statements that jump to a label: all of them, or with `labels` those that have one as a child. */
  jumps?: NodeType[]
  labels?: NodeType[]
}

/** The neutral kinds that rules listen to; values are fields of the grammar. */
export interface RuleShapes {
  calls: Record<NodeType, { callee: string; receiver?: string; arguments?: string }>
  catches?: Record<NodeType, { body?: string; type?: string }>
  assignments?: Record<NodeType, { name: string; value: string }>
  blocks: NodeType[]
  jumps: NodeType[]
  /** Wrappers of one node that rules look through: expression statements, positional arguments. */
  wrappers?: NodeType[]
}

export interface LanguageDefinition<Id extends string = string> {
  id: Id
  title: string
  /** With the dot, lower case. */
  extensions: string[]
  /** Extensions that are this language's only when the text matches, whichever language has them otherwise. */
  claims?: Record<string, RegExp>
  fileNames?: string[]
  /** Programs named in a `#!` line. */
  interpreters?: string[]
  /** `<npm package>/<file>.wasm`. */
  grammar: string
  /** A function of the grammar is so large that V8's optimising compiler takes hundreds of megabytes for it. */
  heavy?: boolean
  /** Nodes whose text is a name. */
  identifiers: NodeType[]
  comments: NodeType[]
  /** Whole string literals, with their quotes. */
  strings: NodeType[]
  /**
   * Whether the literal at an offset can hold code. What is inside of any other is not looked at, a fifth of all nodes in
   * some languages; absent means that none can.
   */
  interpolates?(source: string, start: number): boolean
  /** Other literals: operands of Halstead's measures, coloured as numbers or constants. */
  numbers: NodeType[]
  constants?: NodeType[]
  definitions: Record<NodeType, Definition>
  /** Methods call each other by the bare name. */
  implicitThis?: boolean
  functions: Record<NodeType, FunctionShape>
  imports: Record<NodeType, (tree: FlatTree, row: number) => ImportFact[]>
  control: ControlFlow
  rules: RuleShapes
  /** How names are bound; without it a name is known by the definitions of that name alone. */
  bindings?: BindingRules
  /** Nodes around a definition before which its comment is written: `export`, decorators. */
  definitionWrappers?: NodeType[]
  /** Lines of their own between a definition and the comment above it. */
  attributeLine?: RegExp
  /** The row of a docstring inside a definition's body, or -1; without it only the comment above counts. */
  docstring?(tree: FlatTree, row: number): number
  /** Whether other files can see it. `scope` is where it is defined; nothing inside a function is asked about. */
  exported(tree: FlatTree, row: number, name: string, scope: DefinitionScope): boolean
  highlight: {
    types?: NodeType[]
    /** Coloured as strings besides the literals: regular expressions. */
    strings?: NodeType[]
    tags?: NodeType[]
    /** Named nodes, or tokens that are no words, coloured as keywords. */
    keywords?: NodeType[]
    /** Tokens inside a string are coloured as the string, but not those below these nodes. */
    interpolations?: NodeType[]
  }
}

/** Defines a language; the one default export of a file in `languages/`. */
export function defineLanguage<const Id extends string>(definition: LanguageDefinition<Id>): LanguageDefinition<Id> {
  return definition
}
