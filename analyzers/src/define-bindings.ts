import type { BindingKind, ImportSource } from './bindings.ts'
import type { NodeType } from './define-language.ts'
import type { FlatTree } from './syntax/flat-tree.ts'

/**
 * `function` holds what is bound for all of a function, `block` what a part of it binds, `class` members. A `closed` function
 * sees of what is around it what stands in the scope of the file alone, but for its variables.
 */
export type ScopeKind = 'function' | 'closed' | 'block' | 'class'

/** One name that a node binds; rows that are absent or -1 are not there. */
export interface Bound {
  /** Row of the name. */
  name: number
  /** The name, where it is not written as such: the last part of a path. */
  as?: string
  kind: BindingKind
  /**
   * Where it is bound. `here`, which is the default: in the innermost scope around the node. `inside`: in the scope that
   * the node opens. `function`: in the innermost
   * that is no block. `known`: where a function's blocks around know the name, else here. `outer`: in that around the innermost. `members`: in the innermost class, reached by a receiver
   * only. `file`: in that of the file. `none`: nowhere, it is there for others only. `global` and `nonlocal` bind nothing:
   * they say that the name of this function is that of the file, or of the function around it.
   */
  scope?: 'here' | 'inside' | 'function' | 'known' | 'outer' | 'members' | 'file' | 'none' | 'global' | 'nonlocal'
  value?: number
  /** Its annotation, or of a function what it returns. */
  type?: number
  from?: ImportSource
  /** Of a parameter: which it is, from 0. */
  position?: number
  /** Of a parameter without annotation whose function is an argument of a call: what is called, and which argument. */
  handed?: { callee: number; argument: number } | null
  /** A member of the class itself and not of its objects. */
  own?: boolean
  /** A new thing, though the scope has one of that name. */
  fresh?: boolean
  /** Row of the name of the class that it is a member of, when it is written outside of its body. */
  owner?: number
}

/** What the node at a row binds. */
export type Binder = (tree: FlatTree, row: number) => Bound[]

/** Where a wrapped node is: in a field, or with '' the first named child. */
export type Wrapped = string | ((tree: FlatTree, row: number) => number)

/** How a language binds names: what the resolution of definitions and references needs of its syntax. */
export interface BindingRules {
  /** Nodes that open a scope. What they bind themselves is bound around it. */
  scopes: Record<NodeType, ScopeKind | ((tree: FlatTree, row: number) => ScopeKind | null)>
  binds: Record<NodeType, Binder>
  /** Classes and what else has members: rows of what they derive from. */
  bases?: Record<NodeType, (tree: FlatTree, row: number) => number[]>
  /**
   * Accesses to a member: fields of the object and of the name, or with '' the first child and the last named one. An access
   * without an object is a plain name.
   */
  members: Record<NodeType, { object: string; name: string }>
  /** Names of arguments: the field of the name. */
  argumentNames?: Record<NodeType, string>
  /** Nodes a child of which, in the field, only names a member of something: a key, a label; or the rows of such. */
  keys?: Record<NodeType, string | ((tree: FlatTree, row: number) => number[])>
  /** Node that stands for the object a method is called on, and for what its class derives from. */
  self?: NodeType[]
  base?: NodeType[]
  /** Whether what `self` means at a row is the class around itself, and not an object of it. */
  isOfClass?(tree: FlatTree, row: number): boolean
  /** A name that stands for the class around: Rust's `Self`. */
  selfName?: string
  /** Calls of this name give an object of what the class around derives from. */
  baseCall?: string
  /** Nodes that mean what they wrap: parentheses, `await`, annotations. */
  wrappers?: Record<NodeType, Wrapped>
  /** Fields whose content belongs to the scope around: defaults of parameters, base classes. */
  outside?: Record<NodeType, string[]>
  /** Within a function a name is bound from its definition on, so that a later one does not reach an earlier use. */
  sequential?: boolean
  /**
   * Members are in the scope of the class's methods, or of what stands in its body outside of methods; with a pattern those
   * that it matches are in the scope of all within, and what is called without a receiver is a member of the class around.
   */
  membersInScope?: 'methods' | 'body' | RegExp
  /** A name marked as a variable that nothing binds is the call of a method. */
  bareCalls?: boolean
  /** A method of a class that gives an object of it, and methods that give what they are called on, or its class. */
  maker?: string
  passes?: ReadonlySet<string>
  /** An assignment defines, and a further one of the same name in the same scope defines the same. */
  rebinds?: {
    /** Nodes whose statements may not run, or not alone. */
    blocks: NodeType[]
    /** Nodes around a block that always run it. */
    always: NodeType[]
    /** Nodes around a block that are one alternative of what is around them. */
    clauses: NodeType[]
  }
  /** Nodes that are names where another node binds them alone: a word of Bash before `()`. */
  boundNames?: NodeType[]
  /** Whether a row that holds a name is none: a word of the language, a label. */
  ignores?(tree: FlatTree, row: number): boolean
  /** Set before a name, so that two kinds of names that may be alike are told apart: `CALLED` of Java's methods. */
  sigil?(tree: FlatTree, row: number): string
  /** Names that other files know, with the row of the name here. */
  exports?: Record<NodeType, (tree: FlatTree, row: number) => { name: string; row: number }[]>
  /** Everything of a module is bound here: `from m import *`, an include. */
  importsAll?: Record<NodeType, (tree: FlatTree, row: number) => string[]>
  exportsAll?: Record<NodeType, (tree: FlatTree, row: number) => string[]>
  /** The package or namespace that a node says the file belongs to. */
  space?: Record<NodeType, (tree: FlatTree, row: number) => string | null>
  /** Members may be written outside of the body of their class, or in several bodies. */
  scattered?: boolean
  /** A class is opened again by its path, in any file; what is called without a receiver may be mixed in from anywhere. */
  reopens?: boolean
  /**
   * What a file defines several times under one name differs by what it takes, or by the branch of the preprocessor that it
   * is in, and nothing here tells which of them is meant.
   */
  overloads?: boolean
  /** What a member is called that makes an object. */
  constructors?: string[]
  /**
   * Members of the types that come with the language, and names that are there without an import: what is not known is
   * likelier one of those than the only thing of the project that is called so.
   */
  wellKnown?: ReadonlySet<string>
  modules: ModuleRules
}

/** How the text of an import names files. */
export interface ModuleRules {
  /** Splits a module that is not relative into the parts of a path. */
  separator: RegExp
  /**
   * Starts a module that is relative to the file: `./`, Python's dots, Rust's `crate`, `self` and `super`. An `include` is
   * a path from the file or from any folder; what it brings, those that it includes bring too, and the module '' is what
   * the linker finds. A `require` is a path from the file when it starts with a dot, else from a folder of `roots`; it brings
   * what the required files require too.
   */
  relative?: 'path' | 'dots' | 'crate' | 'include' | 'require'
  /** Folders that a `require` is looked for in. */
  roots?: RegExp
  /** Files that stand for their folder, without extension. */
  index?: string[]
  /** A folder with such a file is no root of modules. */
  notRoot?: string
  /** All files of a folder are one module, and see each other's top names. */
  folders?: boolean
  /**
   * A name is found by the package or namespace that its file says it belongs to, and the file sees all names of that;
   * `nested` those of the namespaces around it too. What an import names may be a member of a class.
   */
  spaces?: boolean | 'nested'
  /** Top names of all files are visible everywhere: by the linker or by autoloading. */
  shared?: boolean
}
