import { defineAction } from '../define-action.ts'

export default defineAction({
  id: 'list.click',
  title: 'Select the row under the mouse',
  keys: [],
  everywhere: true,
  movement: true,
  disabled: ({ count }) => count === 0 && 'There is no list to click into',
  run(context) {
    if (context.clicked === null) context.say('This is for the mouse')
    else context.select(context.state.top + context.clicked)
  },
})
