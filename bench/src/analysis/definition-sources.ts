import { writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { BenchContext } from '../define-bench.ts'
import { runCommand } from '../peers/command.ts'
import { astGrep } from '../peers/npm-tools.ts'

/** Where a name is defined, as a peer says. */
export interface DefinedName {
  path: string
  name: string
  line: number
}

/** Language of ast-grep → the rule that matches the name in each definition of a function or a type. */
const RULES: Record<string, string> = {
  typescript: either(
    named(
      'identifier type_identifier property_identifier private_property_identifier',
      'function_declaration generator_function_declaration class_declaration abstract_class_declaration interface_declaration enum_declaration type_alias_declaration method_definition method_signature abstract_method_signature function_signature',
    ),
    ...functionValues('public_field_definition', 'name'),
  ),
  javascript: either(
    named(
      'identifier property_identifier private_property_identifier',
      'function_declaration generator_function_declaration class_declaration method_definition',
    ),
    ...functionValues('field_definition', 'property'),
  ),
  python: named('identifier', 'function_definition class_definition'),
  rust: named(
    'identifier type_identifier',
    'function_item function_signature_item struct_item enum_item union_item trait_item type_item',
  ),
  java: named(
    'identifier',
    'class_declaration interface_declaration enum_declaration record_declaration annotation_type_declaration method_declaration constructor_declaration',
  ),
  c: declared('identifier', 'struct_specifier union_specifier enum_specifier'),
  cpp: declared(
    'identifier field_identifier operator_name destructor_name',
    'struct_specifier union_specifier enum_specifier class_specifier',
    {
      wrappers: 'reference_declarator',
      aliases: ['{kind: type_identifier, inside: {kind: alias_declaration, field: name}}'],
    },
  ),
}

export type AstGrepLanguage = keyof typeof RULES & string

/** Names that ast-grep finds in definitions of functions and types below `root`. */
export async function astGrepNames(
  root: string,
  language: AstGrepLanguage,
  context: BenchContext,
): Promise<DefinedName[]> {
  const program = await astGrep(context)
  const rule = `{id: definition, language: ${language}, rule: ${RULES[language]}}`
  const { out } = await runCommand(
    program,
    ['scan', '--no-ignore', 'hidden', '--inline-rules', rule, '--json=stream', root],
    context,
  )
  return out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { text: string; file: string; range: { start: { line: number } } })
    .map(({ text, file, range }) => ({ path: relative(root, file), name: text, line: range.start.line + 1 }))
}

/** Names that Python's own parser finds in `def`, `async def` and `class`. */
export async function pythonNames(root: string, context: BenchContext): Promise<DefinedName[]> {
  const script = `
import ast, json, os, re, sys
root = sys.argv[1]
for folder, _, files in os.walk(root):
    for file in files:
        if not file.endswith('.py'): continue
        path = os.path.join(folder, file)
        try:
            text = open(path, 'rb').read()
            tree = ast.parse(text)
        except (SyntaxError, ValueError):
            continue
        for node in ast.walk(tree):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                print(json.dumps({'path': os.path.relpath(path, root), 'name': node.name, 'line': node.lineno}))
`
  return rows((await runCommand('python3', ['-c', script, root], context)).out)
}

/** Names that Go's own parser finds in declarations of functions, methods and types. */
export async function goNames(root: string, context: BenchContext): Promise<DefinedName[]> {
  const program = join(context.cache, 'go-names.go')
  writeFileSync(program, GO_PROGRAM)
  return rows((await runCommand('go', ['run', program, root], context)).out)
}

const GO_PROGRAM = `package main

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	root := os.Args[1]
	out := json.NewEncoder(os.Stdout)
	filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") {
			return nil
		}
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return nil
		}
		relative, _ := filepath.Rel(root, path)
		tell := func(name *ast.Ident) {
			out.Encode(map[string]any{"path": relative, "name": name.Name, "line": files.PositionFor(name.Pos(), false).Line})
		}
		ast.Inspect(file, func(node ast.Node) bool {
			var name *ast.Ident
			switch declared := node.(type) {
			case *ast.FuncDecl:
				name = declared.Name
			case *ast.TypeSpec:
				name = declared.Name
			case *ast.InterfaceType:
				for _, method := range declared.Methods.List {
					for _, methodName := range method.Names {
						tell(methodName)
					}
				}
			}
			if name != nil {
				tell(name)
			}
			return true
		})
		return nil
	})
}
`

/** The name, of one of the kinds `names`, is the field `name` of a definition. */
function named(names: string, definitions: string): string {
  return `{any: [${kindList(names)}], inside: {any: [${kindList(definitions)}], field: name}}`
}

/** Names in JavaScript whose value is a function, given where a class names its fields. */
function functionValues(field: string, fieldName: string): string[] {
  const value = (of: string) =>
    `has: {field: ${of}, any: [${kindList('arrow_function function_expression generator_function')}]}`
  const names = kindList('property_identifier private_property_identifier')
  return [
    `{kind: identifier, inside: {kind: variable_declarator, field: name, ${value('value')}}}`,
    `{kind: property_identifier, inside: {kind: pair, field: key, ${value('value')}}}`,
    `{any: [${names}], inside: {kind: ${field}, field: ${fieldName}, ${value('value')}}}`,
    `{kind: identifier, inside: {kind: assignment_expression, field: left, ${value('right')}}}`,
    `{kind: property_identifier, inside: {kind: member_expression, field: property, inside: {kind: assignment_expression, field: left, ${value('right')}}}}`,
  ]
}

function either(...rules: string[]): string {
  return `{any: [${rules.join(', ')}]}`
}

/** The name of a function of C stands inside its declarator; a type counts where its body is. */
function declared(functionNames: string, types: string, more: { wrappers?: string; aliases?: string[] } = {}): string {
  const { wrappers = '', aliases = [] } = more
  // `Cart::total` outside of its class.
  const qualified = wrappers === '' ? '' : ', stopBy: {not: {kind: qualified_identifier}}'
  const wrapped =
    '{not: {any: [{kind: pointer_declarator}, {kind: function_declarator}, {kind: parenthesized_declarator}, {kind: array_declarator}]}}'
  const around = `{not: {any: [${kindList(`pointer_declarator function_declarator ${wrappers}`.trim())}]}}`
  const inFunction = `inside: {kind: function_declarator${qualified}, inside: {kind: function_definition, stopBy: ${around}}}`
  const body = 'has: {any: [{kind: field_declaration_list}, {kind: enumerator_list}]}'
  const typeKinds = types.split(' ').map((kind) => `{kind: ${kind}, ${body}}`)
  return `{any: [${[
    `{any: [${kindList(functionNames)}], ${inFunction}}`,
    `{kind: type_identifier, inside: {any: [${typeKinds.join(', ')}], field: name}}`,
    `{kind: type_identifier, inside: {kind: type_definition, field: declarator, stopBy: ${wrapped}}}`,
    ...aliases,
  ].join(', ')}]}`
}

function kindList(kinds: string): string {
  return kinds
    .split(' ')
    .map((kind) => `{kind: ${kind}}`)
    .join(', ')
}

function rows(text: string): DefinedName[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
}
