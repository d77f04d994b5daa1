import { createHash } from 'node:crypto'

/** File names of a room: readable where the room's name is short, else by its hash. */
export function snapshotName(room: string): string {
  return `${base(room)}.snapshot`
}

/** The snapshot that the newest one followed. */
export function earlierName(room: string): string {
  return `${base(room)}.earlier`
}

export function logName(room: string, generation: number): string {
  return `${base(room)}.${generation}.log`
}

/** Generations of the room's logs among these file names, ascending. */
export function logsOf(names: string[], room: string): number[] {
  const prefix = `${base(room)}.`
  return names
    .filter((name) => name.startsWith(prefix) && /^\d+\.log$/.test(name.slice(prefix.length)))
    .map((name) => Number.parseInt(name.slice(prefix.length), 10))
    .sort((a, b) => a - b)
}

/** The rooms that have logs or snapshots among these files; those with long names are left out. */
export function roomsOf(names: string[]): string[] {
  const bases = names.flatMap((name) => name.match(/^(.+)\.(?:\d+\.log|snapshot)$/)?.[1] ?? [])
  return [...new Set(bases)].flatMap((name) => {
    const room = decoded(name)
    return room !== null && base(room) === name ? [room] : []
  })
}

function decoded(name: string): string | null {
  try {
    return decodeURIComponent(name)
  } catch {
    return null
  }
}

function base(room: string): string {
  const readable = encodeURIComponent(room)
  if (readable.length <= 100) return readable
  return `${readable.slice(0, 60)}-${createHash('sha256').update(room).digest('hex').slice(0, 32)}`
}
