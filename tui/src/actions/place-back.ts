import { defineAction } from '../define-action.ts'

export default defineAction({
  id: 'place.back',
  title: 'Back to where you came from',
  keys: ['C-o', 'M-left'],
  everywhere: true,
  disabled: ({ jumps }) => !jumps.canGoBack && 'There is nothing to go back to',
  run: (context) => context.jump(-1),
})
