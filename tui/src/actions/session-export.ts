import { writeFileSync } from 'node:fs'
import { insideProject } from '@tlc/core/system/paths'
import { defineAction } from '../define-action.ts'
import type { SessionModel } from '../panels/session.ts'

export default defineAction<SessionModel>({
  id: 'session.export',
  title: 'export',
  keys: ['e'],
  async run(context) {
    const { current } = context.model
    const name =
      current && (await context.prompt('Write Markdown to:', { initial: `${fileName(current.session.title)}.md` }))
    if (!name) return
    const { markdown } = await context.request<{ markdown: string }>('session.export', { session: current.id })
    writeFileSync(insideProject(context.root, name), markdown, { flag: 'wx' })
    context.say(`Wrote ${name}`)
  },
})

function fileName(title: string): string {
  return `session-${title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')}`
}
