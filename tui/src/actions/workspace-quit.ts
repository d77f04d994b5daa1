import { defineAction } from '../define-action.ts'

export default defineAction({
  id: 'workspace.quit',
  title: 'quit',
  keys: ['q', 'C-c'],
  everywhere: true,
  async run(context) {
    const lost = context.loses()
    const leaves = [{ key: 'y', value: 'yes', title: 'quit all the same' }]
    if (lost === null || (await context.choose(`${lost}.`, leaves)) === 'yes') context.quit()
  },
})
