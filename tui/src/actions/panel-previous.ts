import { neighbourPanel } from '../app/panel-order.ts'
import { defineAction } from '../define-action.ts'

export default defineAction({
  id: 'panel.previous',
  title: 'Previous panel',
  keys: ['S-tab'],
  everywhere: true,
  run: (context) => context.show(neighbourPanel(context.panel, -1)),
})
