import files from '../../document/collections/files.ts'
import type { KnowledgeDocument } from '../../index/contract.ts'
import { defineKnowledgeSource, type SourceContext } from '../define-knowledge-source.ts'

export default defineKnowledgeSource({
  id: 'packages',
  prefix: 'package',
  docs: 'What the packages that the project names say of themselves.',
  async list(context) {
    return (await allOf(context)).map(({ id, version }) => ({ id, version }))
  },
  async read(context, ids) {
    const wanted = new Set(ids)
    return (await allOf(context)).filter(({ id }) => wanted.has(id))
  },
})

/** Reading all manifests takes longer than a search; what is installed changes seldom. */
const KEPT_MS = 60_000
const kept = new WeakMap<object, { at: number; documents: Promise<KnowledgeDocument[]> }>()

function allOf({ root, project, log }: SourceContext): Promise<KnowledgeDocument[]> {
  const last = kept.get(project)
  if (last && performance.now() - last.at < KEPT_MS) return last.documents
  const paths = Array.from(files.entries(project), ([path]) => path)
  const documents = import('../../pages/package-docs.ts').then(({ packageDocuments }) =>
    packageDocuments({ root, paths, onTrouble: (message) => log(`packages: ${message}`) }),
  )
  kept.set(project, { at: performance.now(), documents })
  return documents
}
