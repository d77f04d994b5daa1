import { defineRoute } from '../define-route.ts'

export default defineRoute({
  id: 'stop',
  method: 'POST',
  path: '/stop',
  remote: false,
  run({ stop }) {
    stop()
    return { stopping: true, pid: process.pid }
  },
})
