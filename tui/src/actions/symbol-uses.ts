import { defineAction } from '../define-action.ts'
import type { SymbolsModel } from '../panels/symbols.ts'

export default defineAction<SymbolsModel>({
  id: 'symbol.uses',
  title: 'uses',
  keys: ['u'],
  run(context) {
    Object.assign(context.state, { uses: context.model.current, foundRow: context.state.selected })
    context.select(0)
  },
})
