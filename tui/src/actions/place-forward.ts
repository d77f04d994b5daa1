import { defineAction } from '../define-action.ts'

export default defineAction({
  id: 'place.forward',
  title: 'Forward again',
  keys: ['M-right'],
  everywhere: true,
  disabled: ({ jumps }) => !jumps.canGoForward && 'You did not go back',
  run: (context) => context.jump(1),
})
