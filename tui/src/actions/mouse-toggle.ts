import { defineAction } from '../define-action.ts'

export default defineAction({
  id: 'mouse.toggle',
  title: 'Mouse on or off',
  keys: ['M-m'],
  everywhere: true,
  run(context) {
    const on = context.toggleMouse()
    context.say(on ? 'The mouse works here' : "The mouse is the terminal's again: select and copy as usual")
  },
})
