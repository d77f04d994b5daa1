import { createHash } from 'node:crypto'
import { colourOf, mayAct } from '@tlc/core/document/presence'
import type { Role } from '@tlc/core/document/records'
import { PROJECT_ROOM, parseRoom } from '@tlc/core/document/rooms'
import { SCHEMA } from '@tlc/core/document/schema'
import { type Join, join, PROTOCOL } from '@tlc/core/link/protocol'
import { BARE_REQUEST } from '../bare-request.ts'
import { type Client, refuse, type Transport } from '../client.ts'
import { defineExtension, type ServerParts } from '../define-extension.ts'
import { sameSecret } from '../same-secret.ts'

/** Lets clients into rooms: who they are, what they may do, whether their replica and program fit. */
export default defineExtension({
  id: 'auth',
  priority: 1_000,
  create: (parts) => ({
    async onAuthenticate({ token, documentName, connectionConfig, context, instance }) {
      const { transport } = context as Pick<Client, 'transport'>
      const joined = readJoin(token)
      if (transport.kind === 'tcp') {
        if (!sameSecret(joined.token, parts.token)) {
          throw refuse('auth/bad-token', 'The token is wrong or missing.', 'Ask the owner for the present one.')
        }
        transport.proven()
      }
      checkProgram(joined)
      await checkRoom(documentName, parts)
      const role = roleOf(transport)
      const outdated = joined.schema < SCHEMA
      if (outdated || !mayAct(role, 'editor')) connectionConfig.readOnly = true
      await checkEpoch(
        joined,
        documentName,
        () => instance.createDocument(documentName, BARE_REQUEST, '', connectionConfig),
        parts,
      )
      const name = cleanName(joined.name)
      const id = personId(transport, name)
      return { author: { id, name }, role, colour: colourOf(id), outdated }
    },
    async connected({ connection, documentName, context }) {
      const { author, role } = context
      const params = {
        epoch: parts.stores.epoch(documentName),
        schema: SCHEMA,
        self: { ...author, role },
        readOnly: connection.readOnly,
      }
      connection.sendStateless(JSON.stringify({ jsonrpc: '2.0', method: 'room', params }))
    },
  }),
})

function readJoin(token: string): Join {
  let value: unknown
  try {
    value = JSON.parse(token)
  } catch {
    throw refuse('auth/bad-join', 'Expected the client to introduce itself in JSON, it did not.')
  }
  const problem = join.problem(value)
  if (problem !== null) throw refuse('auth/bad-join', `The client introduced itself wrongly: ${problem}`)
  return value as Join
}

function checkProgram({ protocol, schema }: Join): void {
  if (protocol === PROTOCOL && schema <= SCHEMA) return
  throw refuse(
    'link/newer-client',
    `The daemon speaks protocol ${PROTOCOL} with schema ${SCHEMA}, this client protocol ${protocol} with schema ${schema}.`,
    'Run `tlc stop`: the next start brings up the daemon of this version.',
  )
}

async function checkRoom(name: string, parts: ServerParts): Promise<void> {
  if (await isServed(name, parts)) return
  throw refuse('room/unknown', `There is no room ${JSON.stringify(name.slice(0, 200))}.`)
}

async function isServed(name: string, parts: ServerParts): Promise<boolean> {
  const room = parseRoom(name)
  switch (room?.kind) {
    case undefined:
      return false
    case 'project':
      return name === PROJECT_ROOM
    case 'session':
    case 'notes':
      return parts.hasSession(room.id)
    case 'file':
      return isProjectPath(room.id)
  }
}

function isProjectPath(path: string): boolean {
  if (/[\0-\x1f\\]/.test(path)) return false
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
}

// The epoch is known once the room is loaded; a replica of another one must not be merged with it.
async function checkEpoch(
  joined: Join,
  room: string,
  load: () => Promise<unknown>,
  { stores }: ServerParts,
): Promise<void> {
  if (joined.epoch === null) return
  if (!stores.get(room)) await load()
  if (joined.epoch === stores.epoch(room)) return
  throw refuse('room/moved', `The room ${room} was rebuilt; this replica belongs to its past.`, 'Load it anew.')
}

/** Whoever can open the socket is the user; whoever has the token was given it by the user. */
function roleOf(transport: Transport): Role {
  switch (transport.kind) {
    case 'socket':
    case 'tcp':
      return 'owner'
  }
}

function cleanName(name: string): string {
  const clean = name
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .trim()
    .slice(0, 64)
  return clean === '' ? 'someone' : clean
}

/** Two screens of one person have one id; nobody chooses the id itself. */
function personId(transport: Transport, name: string): string {
  const origin = `${transport.kind}:${process.getuid?.() ?? 0}:${name}`
  return createHash('sha256').update(origin).digest('hex').slice(0, 16)
}
