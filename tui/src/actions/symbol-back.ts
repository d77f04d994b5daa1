import { defineAction } from '../define-action.ts'
import type { SymbolsModel } from '../panels/symbols.ts'

export default defineAction<SymbolsModel>({
  id: 'symbol.back',
  title: 'back',
  keys: ['escape'],
  run(context) {
    if (context.model.uses) Object.assign(context.state, { uses: null, selected: context.state.foundRow ?? 0 })
    else context.state.filter = ''
  },
})
