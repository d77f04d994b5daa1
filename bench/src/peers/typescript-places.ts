import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { FilePlace, PeerPlace } from '../analysis/peer-place.ts'
import { corpus } from '../corpora.ts'
import type { BenchContext } from '../define-bench.ts'

/** What is used of TypeScript's compiler, whose types are not installed here. */
interface Compiler {
  createLanguageService(host: unknown): LanguageService
  ScriptSnapshot: { fromString(text: string): unknown }
  createSourceFile(path: string, text: string, target: number, parents: boolean): Node
  forEachChild(node: Node, visit: (child: Node) => void): void
  isIdentifier(node: Node): boolean
  isPrivateIdentifier(node: Node): boolean
}
interface Node {
  getStart(): number
  getEnd(): number
}
interface Span {
  fileName: string
  textSpan: { start: number }
}
interface LanguageService {
  getDefinitionAtPosition(path: string, at: number): (Span & { kind: string; containerKind: string })[] | undefined
  getReferencesAtPosition(path: string, at: number): Span[] | undefined
}

/** What TypeScript's language service says of names that are drawn from the sources below `folder`, at most `each` of a kind. */
export async function typescriptPlaces(
  root: string,
  { folder, each }: { folder: string; each: number },
  context: BenchContext,
): Promise<PeerPlace[]> {
  const { path } = await corpus('typescript 5.9.3', context)
  const library = pathToFileURL(join(path, 'package/lib/typescript.js')).href
  const { default: compiler } = (await import(library)) as { default: Compiler }
  const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => join(root, folder, file))
    .sort()
  const texts = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]))
  const service = compiler.createLanguageService(hostOf(compiler, root, texts))
  const draw = seeded(1)
  const places: { file: string; at: number; name: string }[] = []
  for (const [file, text] of texts) {
    const visit = (node: Node): void => {
      const isName = compiler.isIdentifier(node) || compiler.isPrivateIdentifier(node)
      if (isName) places.push({ file, at: node.getStart(), name: text.slice(node.getStart(), node.getEnd()) })
      compiler.forEachChild(node, visit)
    }
    visit(compiler.createSourceFile(file, text, 99, true))
  }
  const counts = new Map<string, number>()
  const found: PeerPlace[] = []
  const placeOf = (file: string, at: number): FilePlace | null => {
    const text = texts.get(file)
    if (text === undefined) return null
    const before = text.slice(0, at).split('\n')
    return { path: relative(root, file), line: before.length, column: before.at(-1)!.length + 1 }
  }
  const placesOf = (spans: readonly Span[]) =>
    spans.flatMap(({ fileName, textSpan }) => placeOf(fileName, textSpan.start) ?? [])
  for (const { file, at, name } of places.sort(() => draw() - 0.5)) {
    context.signal.throwIfAborted()
    const targets = service.getDefinitionAtPosition(file, at) ?? []
    const definitions = placesOf(targets)
    if (definitions.length === 0 || definitions.length < targets.length) continue
    const kind = kindOf(targets[0]!)
    if ((counts.get(kind) ?? 0) >= each) continue
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
    const references = placesOf(service.getReferencesAtPosition(file, at) ?? [])
    found.push({ ...placeOf(file, at)!, name, kind, definitions, references })
    if (counts.size >= 8 && [...counts.values()].every((count) => count >= each)) break
  }
  return found
}

function kindOf({ kind, containerKind }: { kind: string; containerKind: string }): string {
  switch (kind) {
    case 'parameter':
    case 'method':
    case 'class':
      return kind
    case 'interface':
    case 'type':
    case 'enum':
      return 'type'
    case 'type parameter':
      return 'type parameter'
    case 'function':
    case 'local function':
      return 'function'
    case 'property':
    case 'getter':
    case 'setter':
      return 'attribute'
    default:
      return containerKind === 'function' || kind.startsWith('local') || kind === 'let' || kind === 'const'
        ? 'local'
        : 'other'
  }
}

function hostOf(compiler: Compiler, root: string, texts: ReadonlyMap<string, string>): unknown {
  return {
    getScriptFileNames: () => [...texts.keys()],
    getScriptVersion: () => '1',
    getScriptSnapshot: (file: string) => {
      const text = texts.get(file) ?? readText(file)
      return text === undefined ? undefined : compiler.ScriptSnapshot.fromString(text)
    },
    getCurrentDirectory: () => root,
    // ES2022 modules, resolved as bundlers do; strict.
    getCompilationSettings: () => ({ target: 9, module: 99, moduleResolution: 100, strict: true, allowJs: true }),
    getDefaultLibFileName: () => '/none',
    fileExists: (file: string) => texts.has(file) || readText(file) !== undefined,
    readFile: (file: string) => texts.get(file) ?? readText(file),
  }
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
