import { isOfFile } from '@tlc/core/index/segment/kinds'
import { defineAction } from '../define-action.ts'
import type { SearchModel } from '../panels/search.ts'

export default defineAction<SearchModel>({
  id: 'search.open',
  title: 'open',
  keys: ['enter'],
  run(context) {
    const { current, selected } = context.model
    if (!current) return
    if (isOfFile(current.kind)) return context.visit({ path: current.path, line: current.startLine })
    Object.assign(context.state, { reading: { hit: current, row: selected, placed: false }, selected: 0, top: 0 })
  },
})
