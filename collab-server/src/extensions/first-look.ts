import { defineExtension } from '../define-extension.ts'

/** Tells when a client has been sent a room for the first time. */
export default defineExtension({
  id: 'first-look',
  create: ({ onLook }) => ({
    async beforeSync({ documentName }) {
      // The answer goes out in this turn of the loop.
      setImmediate(onLook, documentName)
    },
  }),
})
