import { defineAction } from '../define-action.ts'
import type { HistoryModel } from '../panels/history.ts'

export default defineAction<HistoryModel>({
  id: 'history.open',
  title: 'open',
  keys: ['enter'],
  async run(context) {
    const { view, hotspots, coChanges, owners, selected } = context.model
    if (view === 'owners') {
      const owner = owners[selected]
      // The files of a person are the hotspots that are mostly theirs.
      if (owner) context.show('history', { view: 'hotspots', filter: owner.name, selected: 0, top: 0 })
      return
    }
    const path = view === 'co-change' ? await oneOf(coChanges[selected]) : hotspots[selected]?.path
    if (path) context.visit({ path, line: 1 })

    function oneOf(pair: HistoryModel['coChanges'][number] | undefined): Promise<string | null> {
      if (!pair) return Promise.resolve(null)
      return context.choose('Which?', [
        { key: '1', value: pair.a, title: pair.a },
        { key: '2', value: pair.b, title: pair.b },
      ])
    }
  },
})
