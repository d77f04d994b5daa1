import sessions from '@tlc/core/document/collections/sessions'
import { mayAct } from '@tlc/core/document/presence'
import { PROJECT_ROOM, sessionRoom } from '@tlc/core/document/rooms'
import {
  type AnyIntent,
  checkInput,
  type EngineActions,
  type SessionIntentContext,
} from '@tlc/core/intents/_define-intent'
import { errorText, TlcError } from '@tlc/core/system/error'
import type { Client } from './client.ts'
import { serverOrigin } from './origins.ts'
import type { RoomStores } from './persistence/room-stores.ts'
import type { OpenRoom, Rooms } from './rooms.ts'

/** Space that an intent's record may need; refused beforehand when the disk is full. */
const RESERVED_BYTES = 64 * 1024

export interface IntentRunnerOptions {
  rooms: Rooms
  stores: RoomStores
  engine: EngineActions
  now(): number
  newId(): string
  log(line: string): void
}

export interface IntentCall {
  intent: string
  input: unknown
  /** Chosen by the client; the same call sent twice acts once. */
  key: string
}

/** Carries out what people and agents want done. */
export class IntentRunner {
  readonly #options: IntentRunnerOptions
  #byId: Promise<ReadonlyMap<string, AnyIntent>> | null = null
  readonly #running = new Map<string, Promise<unknown>>()

  constructor(options: IntentRunnerOptions) {
    this.#options = options
  }

  /** Resolves with the intent's result once it is durable. Rejects with `intent/…` or `storage/…`. */
  run(call: IntentCall, client: Client): Promise<unknown> {
    const key = `${client.author.id}/${call.key}`
    let running = this.#running.get(key)
    if (!running) {
      running = this.#run({ ...call, key }, client).finally(() => this.#running.delete(key))
      this.#running.set(key, running)
    }
    return running
  }

  async #run({ intent: id, input, key }: IntentCall, client: Client): Promise<unknown> {
    const intent = await this.#allowed(id, client)
    checkInput(intent.input, input, id)
    const { rooms, stores, newId } = this.#options
    const project = await rooms.keep(PROJECT_ROOM)
    const sessionId = intent.room === 'new-session' ? newId() : sessionOf(input)
    const named = intent.room === 'session' ? await this.#session(sessionId ?? '', project) : null
    const known = await this.#answered(named ? [project, named] : [project], key)
    if (known !== undefined) return JSON.parse(known)
    const session = intent.room === 'new-session' ? await rooms.keep(sessionRoom(sessionId ?? '')) : named
    const touched = session ? [project, session] : [project]
    for (const { name } of touched) stores.get(name)?.reserve(RESERVED_BYTES)
    const ctx = this.#context(client, project, session, sessionId ?? '')
    const result = await carryOut(intent, ctx, input, key, project, session)
    await Promise.all(touched.map((room) => room.durable()))
    intent.after?.(ctx).catch((thrown: unknown) => this.#options.log(`intent ${id}: ${errorText(thrown)}`))
    return result
  }

  async #allowed(id: string, client: Client): Promise<AnyIntent> {
    this.#byId ??= knownIntents()
    const byId = await this.#byId
    const intent = byId.get(id)
    if (!intent) {
      throw new TlcError('intent/unknown', `Expected a known intent, got \`${id}\`.`, {
        hint: `Known: ${[...byId.keys()].join(', ')}.`,
      })
    }
    if (client.outdated) {
      throw new TlcError('intent/outdated-client', 'This program is older than the daemon, so it may only look.', {
        hint: 'Update it, then start it again.',
      })
    }
    if (!mayAct(client.role, intent.role)) {
      throw new TlcError(
        'intent/forbidden',
        `\`${id}\` takes the role ${intent.role} or higher, yours is ${client.role}.`,
      )
    }
    return intent
  }

  /** The answer that was given under the key before, once it is durable. */
  async #answered(touched: OpenRoom[], key: string): Promise<string | undefined> {
    const answers = touched.map(({ name }) => this.#options.stores.get(name)?.answerTo(key))
    const known = answers.find((answer) => answer !== undefined)
    if (known !== undefined) await Promise.all(touched.map((room) => room.durable()))
    return known
  }

  // Only sessions of the index have a room: asking for another must not make one.
  async #session(id: string, project: OpenRoom): Promise<OpenRoom> {
    if (sessions.has(project.doc, id)) return this.#options.rooms.keep(sessionRoom(id))
    throw new TlcError(
      'intent/no-session',
      `Expected a session of this project, got \`${id}\`, which it does not have.`,
    )
  }

  #context(client: Client, project: OpenRoom, session: OpenRoom | null, sessionId: string): SessionIntentContext {
    const { now, newId, engine } = this.#options
    return {
      project: project.doc,
      session: session?.doc ?? project.doc,
      sessionId,
      author: client.author,
      role: client.role,
      now: now(),
      newId,
      engine,
    }
  }
}

/** Loaded at the first one: a screen that opens asks for documents alone. */
async function knownIntents(): Promise<ReadonlyMap<string, AnyIntent>> {
  const { intents } = await import('@tlc/core/intents.generated')
  return new Map((intents as unknown as AnyIntent[]).map((intent) => [intent.id, intent]))
}

/**
 * Runs the intent in one transaction of each room. The key goes into the record that is written last, so that a crash
 * between the two leaves no key behind and the call, sent again, is carried out anew.
 */
function carryOut(
  intent: AnyIntent,
  ctx: SessionIntentContext,
  input: unknown,
  key: string,
  project: OpenRoom,
  session: OpenRoom | null,
): unknown {
  const origin = serverOrigin(ctx.author.id)
  const sessionOrigin = serverOrigin(ctx.author.id)
  return project.transact(origin, (transaction) => {
    let result: unknown
    const act = () => {
      result = intent.run(ctx, input as never)
      const last = transaction.changed.size > 0 ? origin : sessionOrigin
      last.cause.key = key
      last.cause.answer = JSON.stringify(result instanceof Promise ? {} : (result ?? {}))
    }
    if (session) session.transact(sessionOrigin, act)
    else act()
    return result
  })
}

function sessionOf(input: unknown): string | null {
  const isNamed = typeof input === 'object' && input !== null && 'session' in input
  return isNamed && typeof input.session === 'string' ? input.session : null
}
