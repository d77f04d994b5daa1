import type * as Y from 'yjs'
import type { Check } from './check.ts'
import { equalValues } from './equal.ts'
import type { RoomKind } from './rooms.ts'

export interface CollectionFacts {
  /** The root key in the room's Yjs document. */
  readonly key: string
  readonly room: RoomKind | 'every'
  /** Who writes it. `engine` and `server` both mean: no client. */
  readonly writer: 'engine' | 'server' | 'editors'
  readonly shape: 'map' | 'records' | 'list' | 'text'
}

/** Key → one JSON value, replaced whole. */
export interface MapCollection<R extends object> extends CollectionFacts {
  get<K extends keyof R & string>(doc: Y.Doc, key: K): R[K] | undefined
  /** In no particular order. The values belong to the document: never change them. */
  entries(doc: Y.Doc): IterableIterator<[keyof R & string, R[keyof R & string]]>
  has(doc: Y.Doc, key: keyof R & string): boolean
  size(doc: Y.Doc): number
  /** Writes only what really differs, and tells whether it did. Throws `TypeError` when the value does not fit. */
  put<K extends keyof R & string>(doc: Y.Doc, key: K, value: R[K]): boolean
  delete(doc: Y.Doc, key: keyof R & string): boolean
  /** Calls back after each transaction that changed something, with the keys. Returns the way to stop. */
  observe(doc: Y.Doc, listener: (keys: ReadonlySet<string>) => void): () => void
}

/** Records in the order in which they were appended; none is ever changed. */
export interface ListCollection<T> extends CollectionFacts {
  at(doc: Y.Doc, index: number): T | undefined
  all(doc: Y.Doc): T[]
  size(doc: Y.Doc): number
  append(doc: Y.Doc, record: T): void
  observe(doc: Y.Doc, listener: () => void): () => void
}

/** One text that people type together. */
export interface TextCollection extends CollectionFacts {
  text(doc: Y.Doc): Y.Text
  get(doc: Y.Doc): string
  observe(doc: Y.Doc, listener: () => void): () => void
}

export type Collection = MapCollection<never> | ListCollection<never> | TextCollection

type Where = Pick<CollectionFacts, 'key' | 'room' | 'writer'>

/** One root key of the shared document: a map of equal records. */
export function defineCollection<T>(
  definition: Where & { shape: 'map'; check: Check<T> },
): MapCollection<Record<string, T>>
/** Fixed keys, each with a record of its own. */
export function defineCollection<R extends object>(
  definition: Where & { shape: 'records'; checks: { [K in keyof R]: Check<R[K]> } },
): MapCollection<R>
export function defineCollection<T>(definition: Where & { shape: 'list'; check: Check<T> }): ListCollection<T>
export function defineCollection(definition: Where & { shape: 'text' }): TextCollection
export function defineCollection(
  definition: Where &
    (
      | { shape: 'map'; check: Check<unknown> }
      | { shape: 'records'; checks: Record<string, Check<unknown>> }
      | { shape: 'list'; check: Check<unknown> }
      | { shape: 'text' }
    ),
): MapCollection<Record<string, unknown>> | ListCollection<unknown> | TextCollection {
  const facts = { key: definition.key, room: definition.room, writer: definition.writer, shape: definition.shape }
  switch (definition.shape) {
    case 'map': {
      const { check } = definition
      return { ...facts, ...mapAccess(facts.key, () => check) }
    }
    case 'records': {
      const { checks } = definition
      return { ...facts, ...mapAccess(facts.key, (key) => (Object.hasOwn(checks, key) ? checks[key] : undefined)) }
    }
    case 'list':
      return { ...facts, ...listAccess(facts.key, definition.check) }
    case 'text':
      return { ...facts, ...textAccess(facts.key) }
  }
}

type Access<C> = Omit<C, keyof CollectionFacts>

function mapAccess(
  root: string,
  checkOf: (key: string) => Check<unknown> | undefined,
): Access<MapCollection<Record<string, unknown>>> {
  const map = (doc: Y.Doc) => doc.getMap<unknown>(root)
  return {
    get: (doc, key) => map(doc).get(key),
    entries: (doc) => map(doc).entries(),
    has: (doc, key) => map(doc).has(key),
    size: (doc) => map(doc).size,
    put(doc, key, value) {
      if (equalValues(map(doc).get(key), value)) return false
      const check = checkOf(key)
      if (!check) throw new TypeError(`${root}: the key ${JSON.stringify(key)} is not known`)
      refuse(check.problem(value, `${root}/${key}`))
      map(doc).set(key, value)
      return true
    },
    delete(doc, key) {
      if (!map(doc).has(key)) return false
      map(doc).delete(key)
      return true
    },
    observe(doc, listener) {
      const inform = (event: Y.YMapEvent<unknown>) => listener(event.keysChanged as Set<string>)
      map(doc).observe(inform)
      return () => map(doc).unobserve(inform)
    },
  }
}

function listAccess(root: string, check: Check<unknown>): Access<ListCollection<unknown>> {
  const array = (doc: Y.Doc) => doc.getArray<unknown>(root)
  return {
    at: (doc, index) => array(doc).get(index < 0 ? array(doc).length + index : index),
    all: (doc) => array(doc).toArray(),
    size: (doc) => array(doc).length,
    append(doc, record) {
      refuse(check.problem(record, root))
      array(doc).push([record])
    },
    observe(doc, listener) {
      const inform = () => listener()
      array(doc).observe(inform)
      return () => array(doc).unobserve(inform)
    },
  }
}

function textAccess(root: string): Access<TextCollection> {
  return {
    text: (doc) => doc.getText(root),
    get: (doc) => doc.getText(root).toString(),
    observe(doc, listener) {
      const inform = () => listener()
      doc.getText(root).observe(inform)
      return () => doc.getText(root).unobserve(inform)
    },
  }
}

function refuse(problem: string | null): void {
  if (problem !== null) throw new TypeError(problem)
}
