import { defineAction } from '../define-action.ts'

export default defineAction({
  id: 'place.copy',
  title: 'Copy the path and line to the clipboard',
  keys: ['y'],
  everywhere: true,
  disabled: ({ place }) => !place?.path && 'Nothing that has a path is selected',
  run(context) {
    const { path, line } = context.place!
    const text = line === undefined ? path! : `${path}:${line}`
    context.copy(text)
    context.say(`Gave ${text} to the clipboard of the terminal`)
  },
})
