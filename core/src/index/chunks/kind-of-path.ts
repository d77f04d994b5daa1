import type { KnowledgeKind } from '../contract.ts'
import type { PathBit } from '../segment/path-bits.ts'

const IN_FOLDER = (names: string) => new RegExp(`(?:^|/)(?:${names})(?:/|$)`, 'i')

const TEST_FOLDER = IN_FOLDER(
  'tests?|testing|specs?|__tests__|__mocks__|testdata|test-data|fixtures|e2e|integration-tests?|benches|benchmarks?',
)
const TEST_FILE =
  /(?:^|\/)(?:test_[^/]*(?=\.(?:py|rb|c|cc|cpp|jl|lua|exs)$)|conftest|[^/]*(?:[._-](?:test|tests|spec|specs|bench)|Tests?|Spec|TestCase|(?<=[a-z0-9])IT))\.[^./]+(?:\.snap)?$/
const EXAMPLE = IN_FOLDER('_?examples?|samples?|demos?|tutorials?|playgrounds?|docs?_src|snippets')
const VENDORED = IN_FOLDER(
  'vendor|vendored|third[-_]?party|node_modules|bower_components|deps|external|extern|_vendor|Pods',
)
const GENERATED =
  /(?:^|\/)(?:generated|gen|dist|build|out|__generated__)\/|\.generated\.|[._]pb2?\.(?:go|py|cc|h)$|_pb2(?:_grpc)?\.py$|\.g\.(?:cs|dart)$|\.min\.(?:js|css)$|\.designer\.cs$/i
const BARREL =
  /(?:^|\/)(?:index\.[cm]?[jt]sx?|__init__\.py|mod\.rs|lib\.rs|package-info\.java|prelude\.rs|exports?\.[jt]s)$/
const DECLARATION = /\.d\.[cm]?ts$|\.pyi$/
const MIGRATION = IN_FOLDER('migrations?|migrate')

/** What a path says of its file, by the customs of the languages that are analysed. */
export function pathClass(path: string): Record<PathBit, boolean> {
  return {
    test: TEST_FOLDER.test(folderOf(path)) || TEST_FILE.test(path),
    example: EXAMPLE.test(folderOf(path)),
    vendored: VENDORED.test(folderOf(path)),
    generated: GENERATED.test(path),
    barrel: BARREL.test(path),
    declaration: DECLARATION.test(path),
    migration: MIGRATION.test(folderOf(path)) && /\d{3,}/.test(path),
  }
}

const PROSE =
  /\.(?:md|mdx|mdc|markdown|rst|adoc|asciidoc|txt|text|org|tex|man|[1-8])$|(?:^|\/)(?:README|LICEN[CS]E|CHANGES|CHANGELOG|AUTHORS|CONTRIBUTING|NOTICE|HISTORY|COPYING|INSTALL|NEWS|ROADMAP)(?:[-_.](?:md|txt|rst|mit|apache))*$/i
const CONFIGURATION =
  /\.(?:json|jsonc|json5|ya?ml|toml|ini|cfg|conf|properties|xml|plist|env|lock|gradle|cmake|mk|dockerfile|csproj|props|targets|sln|editorconfig|po|pot|csv|tsv|svg)$|(?:^|\/)(?:(?:Docker|Container|(?:GNU)?Make|Rake|Gem|Proc|Jenkins|Vagrant|Just)file(?:\.[\w-]+)?|\.env\.[\w.-]+|CMakeLists\.txt|BUILD(?:\.bazel)?|WORKSPACE|CODEOWNERS|Pipfile|go\.(?:mod|sum|work)|(?:requirements|constraints)[\w.-]*\.txt|\.[a-z][\w-]*)$/i

export type TextFormat = 'code' | 'markdown' | 'rst' | 'configuration'

/** How a text is cut; `language` is '' for a file without a grammar. */
export function formatOfPath(path: string, language: string): TextFormat {
  if (language !== '') return 'code'
  if (CONFIGURATION.test(path)) return 'configuration'
  if (/\.(?:md|mdx|mdc|markdown)$/i.test(path)) return 'markdown'
  return PROSE.test(path) ? 'rst' : 'code'
}

/** What the chunks of a file are. */
export function kindOfPath(path: string, format: TextFormat): KnowledgeKind {
  const { test, example } = pathClass(path)
  if (format === 'configuration') return 'configuration'
  if (format !== 'code') return 'documentation'
  if (test) return 'test'
  return example ? 'example' : 'code'
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1)
}
