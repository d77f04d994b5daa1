import { defineAction } from '../define-action.ts'
import type { SymbolsModel } from '../panels/symbols.ts'

export default defineAction<SymbolsModel>({
  id: 'symbol.open',
  title: 'open',
  keys: ['enter'],
  run(context) {
    const { uses, target, current } = context.model
    const place = uses ? target : current
    if (place) context.visit({ path: place.path, line: place.line })
  },
})
