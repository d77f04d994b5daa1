import files from '../../document/collections/files.ts'
import type { KnowledgeDocument } from '../../index/contract.ts'
import { packageDocuments } from '../../pages/package-docs.ts'
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

function allOf({ root, project, log }: SourceContext): Promise<KnowledgeDocument[]> {
  const paths = Array.from(files.entries(project), ([path]) => path)
  return packageDocuments({ root, paths, onTrouble: (message) => log(`packages: ${message}`) })
}
