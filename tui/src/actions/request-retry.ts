import { defineAction } from '../define-action.ts'

export default defineAction({
  id: 'request.retry',
  title: 'Ask again what failed',
  keys: ['r'],
  everywhere: true,
  disabled: ({ hasFailed }) => !hasFailed && 'Nothing that was asked has failed',
  run(context) {
    context.retry()
  },
})
