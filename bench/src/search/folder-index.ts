import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { IndexedFile } from '@tlc/core/index/contract'
import { ProjectIndex } from '@tlc/core/index/project-index'
import { nodeSystem } from '@tlc/core/system/node-system'
import type { AnalysedFile } from '@tlc/core/workspace/contract'
import { createAnalysisPool } from '@tlc/core/workspace/pool'
import { scanProject } from '@tlc/core/workspace/scan'

export interface FolderIndex {
  index: ProjectIndex
  /** What the index was told, for the vectors. */
  described: IndexedFile[]
  close(): Promise<void>
}

/** The index of one folder in this process: scan, analysis and index, without a daemon. */
export async function indexFolder(root: string): Promise<FolderIndex> {
  const folder = await mkdtemp(join(tmpdir(), 'tlc-bench-index-'))
  const index = await ProjectIndex.open({ system: nodeSystem, root, folder })
  const pool = createAnalysisPool({ root })
  const described: IndexedFile[] = []
  try {
    const { files } = await scanProject({ root })
    await pool.analyse(files, {
      onBatch(batch) {
        const readable = batch.filter(({ skipped }) => skipped === null).map(indexedFile)
        index.index(readable)
        described.push(...readable)
      },
    })
  } finally {
    await pool.close()
  }
  finish(index.tidy())
  return { index, described, close: () => rm(folder, { recursive: true, force: true }) }
}

function indexedFile({ path, hash, facts }: AnalysedFile): IndexedFile {
  return {
    path,
    hash,
    language: facts?.language ?? '',
    symbols: facts?.symbols ?? [],
    ...(facts?.cells && { cells: facts.cells }),
  }
}

function finish(steps: Generator<void, boolean>): void {
  while (!steps.next().done);
}
