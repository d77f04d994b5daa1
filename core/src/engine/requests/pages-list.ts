import { integerOf, nullable, optional, shape, text } from '../../document/check.ts'
import type { PageFacts } from '../../pages/contract.ts'
import { defineRequest } from '../define-request.ts'

/** Most pages of one answer. */
const MOST_PAGES = 1000

export default defineRequest({
  id: 'pages.list',
  summary: 'What was learnt from pages and folders, without the texts, page by page in the order of ids.',
  input: shape({ after: optional(nullable(text)), limit: optional(integerOf(1, MOST_PAGES)) }),
  async run({ pages }, { after = null, limit = MOST_PAGES }): Promise<{ pages: PageFacts[]; next: string | null }> {
    const rest = (await pages()).list().filter(({ id }) => after === null || id > after)
    const some = rest.slice(0, limit)
    return { pages: some, next: rest.length > some.length ? some.at(-1)!.id : null }
  },
})
