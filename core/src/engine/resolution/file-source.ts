import type { BindingRules } from '@tlc/analyzers/define-bindings'
import { languages } from '@tlc/analyzers/languages.generated'
import type { AnalysisPool } from '../../workspace/contract.ts'
import { LoadedFile } from './loaded-file.ts'

/** Uses of all files that are kept, which take some 60 bytes each. */
const MOST_KEPT_USES = 60_000

interface Kept {
  hash: string
  /** Null when there is nothing to be known of these bytes. */
  file: LoadedFile | null
}

const caches = new WeakMap<AnalysisPool, Map<string, Kept>>()

/** Loads files for one request: each is read once, and parsed only when its bytes are not those that are kept. */
export function createFileSource(pool: AnalysisPool, signal: AbortSignal) {
  const kept = caches.get(pool) ?? new Map<string, Kept>()
  caches.set(pool, kept)
  const loading = new Map<string, Promise<LoadedFile | null>>()
  let parsed = 0

  function load(path: string): Promise<LoadedFile | null> {
    let promise = loading.get(path)
    if (!promise) {
      promise = read(path)
      loading.set(path, promise)
    }
    return promise
  }

  async function read(path: string): Promise<LoadedFile | null> {
    signal.throwIfAborted()
    const known = kept.get(path)
    const { hash, unchanged, bindings } = await pool.bindings(path, { signal, ...(known && { knownHash: known.hash }) })
    kept.delete(path)
    if (unchanged && known) {
      kept.set(path, known)
      return known.file
    }
    parsed++
    const rules = bindings && RULES.get(bindings.language)
    const file = bindings && rules ? new LoadedFile(path, bindings, rules) : null
    kept.set(path, { hash, file })
    return file
  }

  /** Forgets the files that were not asked for for longest. */
  function trim(): void {
    let uses = 0
    for (const [path, { file }] of [...kept].reverse()) {
      uses += file?.uses ?? 0
      if (uses > MOST_KEPT_USES) kept.delete(path)
    }
  }

  return { load, trim, parsed: () => parsed }
}

export type FileSource = ReturnType<typeof createFileSource>

const RULES = new Map<string, BindingRules>(
  languages.flatMap((language) => {
    const { bindings } = language as { bindings?: BindingRules }
    return bindings ? [[language.id, bindings]] : []
  }),
)

/** Languages whose files use each other's names: those that are bound by the same modules. */
export function languageFamily(language: string): readonly string[] {
  const rules = RULES.get(language)
  const family = languages.filter(({ id }) => rules !== undefined && RULES.get(id)?.modules === rules.modules)
  return family.length === 0 ? [language] : family.map(({ id }) => id)
}
