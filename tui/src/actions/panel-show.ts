import { panelAt } from '../app/panel-order.ts'
import { defineAction } from '../define-action.ts'

export default defineAction({
  id: 'panel.show',
  title: 'Show a panel by its number',
  keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'],
  everywhere: true,
  async run(context) {
    const order = context.key ? Number(context.key) : Number(await context.prompt('Number of the panel:'))
    const panel = panelAt(order)
    if (panel) context.show(panel)
    else context.say(`There is no panel ${order}`)
  },
})
