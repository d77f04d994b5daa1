import { defineRoute } from '../define-route.ts'

export default defineRoute({
  id: 'health',
  method: 'GET',
  path: '/health',
  remote: true,
  run: ({ collab }) => collab.health(),
})
