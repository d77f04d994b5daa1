// Writes every registry from the files that define its entries; `--check` only says which are stale.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'

interface Registry {
  /** Folder whose `.ts` files (and those of its sub-folders) each have one default export. */
  from: string
  to: string
  name: string
  /** Lazy entries are imported only when asked for, so that a command loads nothing of the others. */
  lazy?: boolean
}

const root = dirname(import.meta.dirname)

export const registries: Registry[] = [
  { from: 'analyzers/src/languages', to: 'analyzers/src/languages.generated.ts', name: 'languages' },
  { from: 'analyzers/src/rules', to: 'analyzers/src/rules.generated.ts', name: 'rules' },
  { from: 'core/src/document/collections', to: 'core/src/document/collections.generated.ts', name: 'collections' },
  { from: 'core/src/document/migrations', to: 'core/src/document/migrations.generated.ts', name: 'migrations' },
  { from: 'core/src/models/embedders', to: 'core/src/models/embedders.generated.ts', name: 'embedders' },
  { from: 'core/src/models/sources', to: 'core/src/models/sources.generated.ts', name: 'sources' },
  { from: 'core/src/intents', to: 'core/src/intents.generated.ts', name: 'intents' },
  { from: 'core/src/store/queries', to: 'core/src/store/queries.generated.ts', name: 'queries' },
  { from: 'core/src/learning/formats', to: 'core/src/learning/formats.generated.ts', name: 'errorFormats' },
  { from: 'core/src/engine/requests', to: 'core/src/engine/requests.generated.ts', name: 'requests' },
  {
    from: 'core/src/engine/knowledge-sources',
    to: 'core/src/engine/knowledge-sources.generated.ts',
    name: 'knowledgeSources',
  },
  { from: 'core/src/index/search/signals', to: 'core/src/index/search/signals.generated.ts', name: 'signals' },
  {
    from: 'core/src/pages/package-sources',
    to: 'core/src/pages/package-sources.generated.ts',
    name: 'packageSources',
  },
  { from: 'core/src/tools', to: 'core/src/tools.generated.ts', name: 'tools' },
  { from: 'collab-server/src/extensions', to: 'collab-server/src/extensions.generated.ts', name: 'extensions' },
  { from: 'collab-server/src/routes', to: 'collab-server/src/routes.generated.ts', name: 'routes' },
  { from: 'tui/src/panels', to: 'tui/src/panels.generated.ts', name: 'panels' },
  { from: 'tui/src/actions', to: 'tui/src/actions.generated.ts', name: 'actions' },
  { from: 'tui/src/cli/commands', to: 'tui/src/cli/commands.generated.ts', name: 'commands', lazy: true },
]

/** The text of a registry, made from the files on disk. */
export function registryText({ from, to, name, lazy }: Registry): string {
  const files = sourceFiles(join(root, from)).map((file) => `./${relative(dirname(join(root, to)), file)}`)
  const header = '// Written by `npm run generate` from the files that define the entries. Do not edit.\n'
  if (lazy) {
    const entries = files.map((file) => `  '${basename(file, '.ts')}': () => import('${file}'),`)
    return `${header}\nexport const ${name} = {\n${entries.join('\n')}\n}\n`
  }
  const imports = files.map((file, i) => `import entry${i} from '${file}'`)
  const entries = files.map((_, i) => `  entry${i},`)
  return `${header}${imports.join('\n')}\n\nexport const ${name} = [\n${entries.join('\n')}\n]\n`
}

function sourceFiles(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.startsWith('_'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

function textOf(file: string): string {
  try {
    return readFileSync(join(root, file), 'utf8')
  } catch {
    return ''
  }
}

if (import.meta.main) {
  const present = registries.filter((registry) => existsSync(join(root, registry.from)))
  const stale = present.filter((registry) => registryText(registry) !== textOf(registry.to))
  if (process.argv.includes('--check')) {
    for (const registry of stale) console.error(`${registry.to} is stale: run \`npm run generate\``)
    process.exitCode = stale.length > 0 ? 1 : 0
  } else {
    for (const registry of stale) writeFileSync(join(root, registry.to), registryText(registry))
    console.log(stale.length === 0 ? 'All registries are current.' : `Wrote ${stale.map((r) => r.to).join(', ')}`)
  }
}
