import { isOfFile } from '@tlc/core/index/segment/kinds'
import { defineAction } from '../define-action.ts'
import { elsewhere } from '../panels/_search-preview.ts'
import type { SearchModel } from '../panels/search.ts'

export default defineAction<SearchModel>({
  id: 'search.open',
  title: 'open',
  keys: ['enter'],
  run(context) {
    const { current } = context.model
    if (!current) return
    if (isOfFile(current.kind)) context.visit({ path: current.path, line: current.startLine })
    else context.say(elsewhere(current))
  },
})
