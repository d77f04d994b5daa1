import type { PresenceState, Role } from './records.ts'

/** Colours that read well on dark and on light ground, and apart from each other for most kinds of colour blindness. */
const COLOURS = ['#e69f00', '#56b4e9', '#009e73', '#d55e00', '#cc79a7', '#0072b2', '#a6761d', '#7b61c4'] as const

/** Roles in rising order of rights. */
const ROLES: readonly Role[] = ['reader', 'commenter', 'editor', 'owner']

const CLIENTS: readonly PresenceState['client'][] = ['terminal', 'web', 'jupyter', 'cli', 'engine']
const MOST_TEXT = 512

/** The same colour for the same person on every screen. */
export function colourOf(id: string): string {
  let hash = 2166136261
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 16777619)
  return COLOURS[(hash >>> 0) % COLOURS.length]!
}

export function mayAct(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed)
}

/** What is left of a state from another process: known fields of sane size, or null. Must not throw. */
export function readPresence(state: unknown): PresenceState | null {
  if (!isRecord(state) || !isRecord(state.user)) return null
  const { id, name, colour, role } = state.user
  if (!isShortText(id) || !isShortText(name) || !isShortText(colour)) return null
  if (!ROLES.includes(role as Role) || !CLIENTS.includes(state.client as PresenceState['client'])) return null
  return {
    user: { id, name, colour, role: role as Role },
    client: state.client as PresenceState['client'],
    place: readPlace(state.place),
    ...(isProgress(state.progress) ? { progress: state.progress } : {}),
  }
}

function readPlace(place: unknown): PresenceState['place'] {
  if (!isRecord(place) || !isShortText(place.panel)) return null
  return {
    panel: place.panel,
    ...(isShortText(place.path) ? { path: place.path } : {}),
    ...(Number.isSafeInteger(place.line) ? { line: place.line as number } : {}),
  }
}

function isProgress(value: unknown): value is NonNullable<PresenceState['progress']> {
  if (!isRecord(value)) return false
  return isShortText(value.phase) && Number.isFinite(value.done) && Number.isFinite(value.total)
}

function isShortText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MOST_TEXT
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
