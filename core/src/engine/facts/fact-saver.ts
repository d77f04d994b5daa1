import type { FindingFact } from '@tlc/analyzers/facts'
import type { Store } from '../../store/contract.ts'
import type { AnalysedFile } from '../../workspace/contract.ts'
import type { ProjectFacts } from './contract.ts'
import { factsInMemory } from './facts-in-memory.ts'
import { storedFacts } from './stored-facts.ts'

export interface FactSaverOptions {
  store(): Promise<Store>
  /** Told when the store has the facts of these. */
  onSaved(files: AnalysedFile[]): void
  /** Bytes of code whose facts may wait in memory; other files count as `OTHER_FILE`. Default 32 MB. */
  mostHeld?: number
}

/**
 * Brings facts into the store. Those of a first analysis it holds until somebody asks for the store or until they are too
 * many: on a machine of few cores writing them costs the parsers a seventh of their time, and what is asked first can be
 * told from memory.
 */
export interface FactSaver {
  /** From now on facts are held. For a store that has none, where there is room to save them later. */
  hold(): void
  /** Resolves when the store has the files, or when they are held. */
  take(files: AnalysedFile[]): Promise<void>
  /** The same for the findings of the whole project, which replace those before. */
  takeProjectFindings(findings: { path: string; finding: FindingFact }[]): Promise<void>
  /** Facts of all files that were taken. */
  facts(): Promise<ProjectFacts>
  /** Whether something waits in memory. */
  readonly holds: boolean
  /** Resolves when the store has everything; from then on it has whatever is taken. What could not be saved is tried again. */
  saved(): Promise<void>
}

/** Files are handed to the store in groups: a transaction costs the same for one file and for hundreds. */
export const STORE_GROUP = 1000

const MOST_HELD = 32 * 1024 * 1024
const OTHER_FILE = 1024

export function createFactSaver({ store, onSaved, mostHeld = MOST_HELD }: FactSaverOptions): FactSaver {
  let held: Map<string, AnalysedFile> | null = null
  let heldBytes = 0
  let heldFindings: { path: string; finding: FindingFact }[] | null = null
  let saving: Promise<void> | null = null

  async function save(files: AnalysedFile[]): Promise<void> {
    await (await store()).saveFiles(files)
    onSaved(files)
  }

  async function saveHeld(): Promise<void> {
    const files = held!
    let group: AnalysedFile[] = []
    for (const file of files.values()) {
      group.push(file)
      if (group.length < STORE_GROUP) continue
      await save(group)
      group = []
    }
    if (group.length > 0) await save(group)
    const findings = heldFindings
    if (findings) await (await store()).saveProjectFindings(findings)
    held = null
    heldBytes = 0
    heldFindings = null
  }

  async function saved(): Promise<void> {
    if (!held) return
    saving ??= saveHeld().finally(() => {
      saving = null
    })
    await saving
  }

  return {
    hold() {
      held ??= new Map()
    },
    async take(files) {
      // What comes while the held facts are written would not be among them.
      if (saving) await saving
      if (!held) return save(files)
      for (const file of files) {
        held.set(file.path, file)
        heldBytes += file.facts?.language ? file.bytes : OTHER_FILE
      }
      if (heldBytes > mostHeld) await saved()
    },
    async takeProjectFindings(findings) {
      if (saving) await saving
      if (held) heldFindings = findings
      else await (await store()).saveProjectFindings(findings)
    },
    facts: async () => (held ? factsInMemory(held) : storedFacts(await store())),
    get holds() {
      return held !== null
    },
    saved,
  }
}
