import { parseRoom } from '@tlc/core/document/rooms'
import { defineExtension } from '../define-extension.ts'

/**
 * Keeps every client from writing where the server alone writes. Hocuspocus then refuses its updates without applying them,
 * and puts out a client that sends a server's broadcast frame.
 */
export default defineExtension({
  id: 'read-only',
  priority: 900,
  create: () => ({
    async onAuthenticate({ documentName, connectionConfig }) {
      if (parseRoom(documentName)?.writer === 'server') connectionConfig.readOnly = true
    },
  }),
})
