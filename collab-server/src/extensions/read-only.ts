import { parseRoom } from '@tlc/core/document/rooms'
import { createDecoder, readVarString, readVarUint } from 'lib0/decoding'
import { refuse } from '../client.ts'
import { defineExtension } from '../define-extension.ts'

/** Hocuspocus' frame by which servers of one cluster pass stateless messages on. */
const BROADCAST_STATELESS = 6

/** Keeps every client from writing where the server alone writes, and from speaking in the server's name. */
export default defineExtension({
  id: 'read-only',
  priority: 900,
  create: () => ({
    async onAuthenticate({ documentName, connectionConfig }) {
      if (parseRoom(documentName)?.writer === 'server') connectionConfig.readOnly = true
    },
    async beforeHandleMessage({ update, documentName }) {
      if (messageType(update) !== BROADCAST_STATELESS) return
      throw refuse('room/forged', `Only the server may broadcast in ${documentName}.`)
    },
  }),
})

function messageType(message: Uint8Array): number {
  const decoder = createDecoder(message)
  readVarString(decoder)
  return readVarUint(decoder)
}
