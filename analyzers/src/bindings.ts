import type { LanguageId } from './facts.ts'

/** Before the name of what is only ever called, in a language where a variable may be called alike. */
export const CALLED = '()'

/** Before the name of a struct, a union or an enum, in a language where a variable may be called alike. */
export const TAG = 'struct '

/** Before the name of a variable, in a language where a property or a constant may be called alike. */
export const VARIABLE = '$ '

/** Before the name of a variable of a class itself, where one of its objects may be called alike. */
export const OWN = 'class '

/** A name as it is written, without what tells kinds of names apart. */
export function writtenName(name: string): string {
  for (const mark of [CALLED, TAG, VARIABLE, OWN]) if (name.startsWith(mark)) return name.slice(mark.length)
  return name
}

/** What a name stands for, as far as its own file tells. */
export type BindingKind =
  | 'variable'
  | 'parameter'
  /** The object that a method is called on, where it is a parameter: Python's `self`, Go's receiver. */
  | 'self'
  /** The class that a method is called on: the first parameter of a class method. */
  | 'self-class'
  | 'function'
  | 'class'
  | 'namespace'
  | 'member'
  | 'import'

/** What an import binds: something of a module, or with a null `name` the module itself. */
export interface ImportSource {
  /** As written: `./store`, `os.path`, `org.example.Store`. */
  module: string
  name: string | null
}

/** One thing that a file gives a name to: all places that give it are its sites. Numbers that name nothing are -1. */
export interface BindingFact {
  name: string
  kind: BindingKind
  /** The class or namespace that it is a member of; of a parameter, its function. */
  owner: number
  /** Of a parameter: which it is, from 0. */
  position: number
  /** Of a member that is written outside of its owner's body: the owner's name. */
  ownerName: string | null
  /** A member of the class itself and not of its objects, in a language where these are told apart. */
  own: boolean
  /** In the scope of the whole file. */
  top: boolean
  /** Uses that define it, in the order of the file. */
  sites: number[]
  /** The expression that it is given, when it is given one. */
  value: number
  /** Its annotation; of a function, that of what it returns. */
  type: number
  /** Of a class: what it derives from. */
  bases: number[]
  from: ImportSource | null
}

export interface ExportFact {
  /** What other files call it. */
  name: string
  /** The use that names it here. */
  use: number
}

/** Numbers of a use in `FileBindings.uses`. */
export const USE_WIDTH = 6
export const UseField = { name: 0, line: 1, column: 2, binding: 3, receiver: 4, block: 5 } as const

/** Instead of a binding: what else a use may be. */
export const Unbound = {
  /** Bound by nothing in the file. With a receiver it may be a member of what is around it. */
  free: -1,
  /** A member of the receiver. */
  member: -2,
  /** The name of an argument; the receiver is what is called. */
  argument: -3,
  /** A key: it names a member of something that is not known. */
  key: -4,
} as const

/** Numbers of an expression: what it does, and with what. */
export const EXPRESSION_WIDTH = 2
export const Expression = {
  /** The use of a name; a member has its receiver there. */
  use: 0,
  /** A call of the expression. */
  call: 1,
  /** An object of the binding, which is a class; of one that is a function, the function. */
  self: 2,
  /** An object of what the binding derives from. */
  base: 3,
  /** An object of the expression, which is a class: what an annotation says. */
  typed: 4,
  /** What a function that is an argument of a call gets: see `handed`. */
  handed: 5,
  /** The binding itself, which is a class. */
  own: 6,
} as const

const MOST_HANDED = 32

/** What the parameter at `parameter` of a function is given that is the argument at `argument` of a call of `callee`. */
export interface Handed {
  callee: number
  argument: number
  parameter: number
}

/** The operand of `Expression.handed`; -1 for what is too far behind to be told. */
export function handed({ callee, argument, parameter }: Handed): number {
  const fits = callee >= 0 && argument < MOST_HANDED && parameter < MOST_HANDED
  return fits ? (callee * MOST_HANDED + argument) * MOST_HANDED + parameter : -1
}

export function handedParts(operand: number): Handed {
  const argument = Math.floor(operand / MOST_HANDED)
  return {
    callee: Math.floor(argument / MOST_HANDED),
    argument: argument % MOST_HANDED,
    parameter: operand % MOST_HANDED,
  }
}

/** Numbers of a block in `FileBindings.blocks`, in uses: the first behind it, the first behind what it is an alternative in, the block around it. */
export const BLOCK_WIDTH = 3

/**
 * Who is who in one file: every use of every name with what it is bound to by the rules of the language. Plain numbers and
 * texts, so that it crosses threads.
 */
export interface FileBindings {
  language: LanguageId
  names: string[]
  /** `USE_WIDTH` numbers each, in the order of the file; lines and columns from 1. */
  uses: Int32Array
  bindings: BindingFact[]
  expressions: Int32Array
  blocks: Int32Array
  exports: ExportFact[]
  /** Modules of which everything is exported. */
  exportsAll: string[]
  /** Modules of which everything is bound here, where it is not bound otherwise. */
  importsAll: string[]
  /** Where the file says that it belongs: a package or a namespace; null when it does not say. */
  space: string | null
}
