import { defineLanguage } from '../define-language.ts'
import type { ImportFact } from '../facts.ts'
import {
  childInField,
  childOfType,
  childrenInField,
  type FlatTree,
  lineOf,
  namedChildren,
  textOf,
  typeOf,
} from '../syntax/flat-tree.ts'
import { rubyBindings } from './_ruby-bindings.ts'

export default defineLanguage({
  id: 'ruby',
  title: 'Ruby',
  extensions: ['.rb', '.rake', '.gemspec', '.ru', '.podspec', '.thor', '.rbw'],
  fileNames: ['Rakefile', 'Gemfile', 'Guardfile', 'Vagrantfile', 'Podfile', 'Brewfile', 'Capfile'],
  interpreters: ['ruby', 'jruby', 'rake'],
  grammar: 'tree-sitter-ruby/tree-sitter-ruby.wasm',
  identifiers: ['identifier', 'constant', 'instance_variable', 'class_variable', 'global_variable', 'hash_key_symbol'],
  comments: ['comment'],
  strings: ['string', 'heredoc_body', 'subshell', 'bare_string'],
  interpolates: (source, start) => source[start] !== "'",
  numbers: ['integer', 'float', 'rational', 'complex', 'character', 'simple_symbol'],
  constants: ['true', 'false', 'nil'],
  implicitThis: true,
  bindings: rubyBindings,
  definitions: {
    class: { kind: 'class', name: lastName, qualifier },
    module: { kind: 'module', name: lastName, qualifier },
    singleton_class: { kind: null, as: 'class', name: 'value' },
    method: {
      kind: 'function',
      member: 'method',
      refine: (kind, _tree, _row, name, scope) => {
        if (name === 'initialize') return 'constructor'
        return scope.kind === 'module' ? 'method' : kind
      },
    },
    singleton_method: { kind: 'method' },
    assignment: { kind: 'constant', local: null, name: constantName },
    call: { kind: 'property', local: null, name: attributes },
  },
  functions: {
    method: { body: 'body', bodyless: true },
    singleton_method: { body: 'body', bodyless: true },
  },
  imports: { call: requireCall },
  control: {
    decisions: [
      '"if"',
      '"elsif"',
      '"unless"',
      '"while"',
      '"until"',
      '"for"',
      '"rescue"',
      '"ensure"',
      '"when"',
      'in_clause',
      'conditional',
    ],
    logical: { parents: ['binary'], operators: ['"&&"', '"||"', '"and"', '"or"'] },
    branches: ['if', 'unless', 'if_modifier', 'unless_modifier'],
    elseIfs: ['elsif'],
    ternaries: ['conditional'],
    loops: ['while', 'until', 'for', 'while_modifier', 'until_modifier'],
    switches: ['case', 'case_match'],
    catches: ['rescue', 'rescue_modifier'],
    lambdas: ['block', 'do_block', 'lambda'],
  },
  rules: {
    calls: {
      call: { callee: 'method', receiver: 'receiver', arguments: 'arguments' },
      subshell: { callee: 'method' },
    },
    catches: { rescue: { body: 'body', type: 'exceptions' } },
    assignments: {
      assignment: { name: 'left', value: 'right' },
      operator_assignment: { name: 'left', value: 'right' },
      pair: { name: 'key', value: 'value' },
      keyword_parameter: { name: 'name', value: 'value' },
      optional_parameter: { name: 'name', value: 'value' },
    },
    blocks: ['body_statement', 'block_body', 'then', 'else', 'do', 'begin', 'program', 'ensure'],
    jumps: ['return', 'break', 'next', 'redo', 'retry'],
  },
  exported: (_tree, _row, name) => !name.startsWith('_'),
  highlight: {
    types: ['constant'],
    strings: ['regex'],
    keywords: ['self', 'super'],
    interpolations: ['interpolation'],
  },
})

// `class Net::Server` is named by its last part.
function lastName(tree: FlatTree, row: number): number[] {
  const name = childInField(tree, row, 'name')
  if (name < 0) return []
  return typeOf(tree, name) === 'scope_resolution' ? childrenInField(tree, name, 'name') : [name]
}

/** `Net` of `class Net::Server`. */
function qualifier(tree: FlatTree, row: number): string | null {
  const name = childInField(tree, row, 'name')
  const scope = name >= 0 && typeOf(tree, name) === 'scope_resolution' ? childInField(tree, name, 'scope') : -1
  return scope < 0 ? null : textOf(tree, scope).replace(/^::/, '').replaceAll('::', '.')
}

function constantName(tree: FlatTree, row: number): number[] {
  const left = childInField(tree, row, 'left')
  return left >= 0 && typeOf(tree, left) === 'constant' ? [left] : []
}

/** Symbols of `attr_reader :name, :size`. */
function attributes(tree: FlatTree, row: number): number[] {
  const method = childInField(tree, row, 'method')
  if (method < 0 || !/^attr_(?:reader|writer|accessor)$/.test(textOf(tree, method))) return []
  const list = childInField(tree, row, 'arguments')
  return list < 0 ? [] : namedChildren(tree, list).filter((child) => typeOf(tree, child) === 'simple_symbol')
}

function requireCall(tree: FlatTree, row: number): ImportFact[] {
  const method = childInField(tree, row, 'method')
  if (method < 0 || childInField(tree, row, 'receiver') >= 0) return []
  if (!/^(?:require|require_relative|load)$/.test(textOf(tree, method))) return []
  const list = childInField(tree, row, 'arguments')
  const module = list < 0 ? -1 : childOfType(tree, list, 'string')
  if (module < 0) return []
  return [{ line: lineOf(tree, tree.starts[row]!) + 1, module: textOf(tree, module).slice(1, -1), names: [] }]
}
