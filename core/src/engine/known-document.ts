import type { KnowledgeDocument } from '../index/contract.ts'
import type { SourceContext } from './define-knowledge-source.ts'
import { knowledgeSources } from './knowledge-sources.generated.ts'

/** What is no file of the project, by its id; null when nobody knows it, or not any more. */
export async function knownDocument(
  context: Omit<SourceContext, 'log'>,
  id: string,
): Promise<KnowledgeDocument | null> {
  const source = knowledgeSources.find(({ prefix }) => id.startsWith(`${prefix}:`))
  const [document] = source ? await source.read({ ...context, log: () => {} }, [id]) : []
  return document ?? null
}
