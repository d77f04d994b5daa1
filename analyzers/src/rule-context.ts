import type { NodeField, NodeKind, RuleContext } from './define-rule.ts'
import type { FileFacts, LanguageId, Span } from './facts.ts'
import { type FlatTree, innermostAt } from './syntax/flat-tree.ts'
import { type Grammar, Role } from './syntax/grammar.ts'
import { SyntaxNode } from './syntax/node.ts'

/** What one file offers to its rules. */
export interface RuleInput {
  path: string
  language: LanguageId
  tree: FlatTree
  grammar: Grammar
  facts: Omit<FileFacts, 'findings'>
  line(number: number): string
  suppressed(rule: string, line: number): boolean
}

const LONGEST_CALLEE = 300

const ROLES: Record<NodeKind, number> = {
  call: Role.call,
  catch: Role.handler,
  string: Role.string,
  comment: Role.comment,
  assignment: Role.assignment,
  block: Role.block,
  jump: Role.jump,
}

/** What the rules see of one file. They run one after the other, so `report` belongs to whichever runs. */
export function createRuleContext(input: RuleInput, report: (span: Span, message: string) => void): RuleContext {
  const { tree, grammar, facts } = input
  const shapes = grammar.definition.rules
  const roleOf = (node: SyntaxNode) => grammar.roles[tree.types[node.index]!]!

  function field(node: SyntaxNode, name: NodeField): SyntaxNode | null {
    const shape = shapeOf(node) as Partial<Record<NodeField, string>> | undefined
    return node.childForFieldName(shape?.[name] ?? name)
  }

  function shapeOf(node: SyntaxNode) {
    const { type } = node
    return shapes.calls[type] ?? shapes.catches?.[type] ?? shapes.assignments?.[type]
  }

  let callee = ''
  let calleeOf = -1

  function calleeText(call: SyntaxNode): string {
    const callee = field(call, 'callee')
    if (!callee) return ''
    const receiver = shapes.calls[call.type]?.receiver === undefined ? null : field(call, 'receiver')
    // A chain of calls names itself again at each of its links; its end says what is called.
    const written = (receiver ? `${receiver.text}.${callee.text}` : callee.text).slice(-LONGEST_CALLEE)
    if (/^[\w.]*$/.test(written)) return written
    return written.replace(/\s+/g, '').replace(/\?\.|->|::/g, '.')
  }

  function unwrap(node: SyntaxNode): SyntaxNode {
    if ((roleOf(node) & Role.wrapper) === 0) return node
    return node.namedChildren[0] ?? node
  }

  return {
    path: input.path,
    language: input.language,
    source: tree.source,
    facts,
    field,
    callee(call: SyntaxNode) {
      // All rules that listen to calls ask for the same one in turn.
      if (call.index !== calleeOf) {
        callee = calleeText(call)
        calleeOf = call.index
      }
      return callee
    },
    arguments(call: SyntaxNode) {
      const name = shapes.calls[call.type]?.arguments ?? 'arguments'
      const own = call.children.filter((child) => tree.fields[child.index] === tree.fieldIds.get(name))
      const [list] = own
      if (!list) return []
      // Shell words are arguments themselves; elsewhere one list holds them.
      const found = own.length > 1 || !/argument/.test(list.type) ? own : list.namedChildren
      return found.filter((node) => (roleOf(node) & Role.comment) === 0).map(unwrap)
    },
    is: (node: SyntaxNode, kind: NodeKind) => ((roleOf(node) | roleOf(unwrap(node))) & ROLES[kind]) !== 0,
    statements: (block: SyntaxNode) =>
      block.namedChildren.filter((node) => (roleOf(node) & Role.comment) === 0 && node.type !== 'empty_statement'),
    line: input.line,
    nodeAt: (offset: number) => new SyntaxNode(tree, innermostAt(tree, offset)),
    report(at, message) {
      if (at instanceof SyntaxNode) {
        const { line, column, endLine, endColumn } = at
        report({ line, column, endLine, endColumn }, message)
      } else if ('column' in at) {
        report(at, message)
      } else {
        const endLine = at.endLine ?? at.line
        report({ line: at.line, column: 1, endLine, endColumn: input.line(endLine).length + 1 }, message)
      }
    },
  }
}
