import { defineAction } from '../define-action.ts'
import type { SymbolsModel } from '../panels/symbols.ts'

export default defineAction<SymbolsModel>({
  id: 'symbol.uses',
  title: 'uses',
  keys: ['u'],
  run(context) {
    const { uses, current } = context.model
    if (uses) Object.assign(context.state, { all: true })
    else Object.assign(context.state, { uses: current, all: false, foundRow: context.state.selected })
    context.select(0)
  },
})
