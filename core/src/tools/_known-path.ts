import type { KnownPath } from '../engine/requests/path-known.ts'
import { TlcError } from '../system/error.ts'
import type { ToolContext } from './_define-tool.ts'

/** The path as the project writes it. Rejects with `input/no-file` and the files that may be meant. */
export async function knownPath(given: string, { request }: Pick<ToolContext, 'request'>): Promise<string> {
  const { path, near } = await request<KnownPath>('path.known', { path: given })
  if (path !== null) return path
  throw new TlcError('input/no-file', `Expected a file or folder of the project, got \`${given.slice(0, 200)}\`.`, {
    hint: near.length > 0 ? `Near it: ${near.join(', ')}.` : 'Paths are relative to the project; `search` finds files.',
  })
}
