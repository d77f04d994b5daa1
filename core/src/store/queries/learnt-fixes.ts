import type { Fix } from '../../learning/contract.ts'
import { defineQuery } from '../define-query.ts'

/** Every fix that is known, the oldest first. */
export default defineQuery<Record<string, never>, Fix>({
  id: 'learnt-fixes',
  sql: 'SELECT * FROM fixes ORDER BY made_at, id',
  bind: () => ({}),
  row: (raw) => ({
    id: raw.id as string,
    fingerprint: JSON.parse(raw.fingerprint as string),
    error: raw.error as string,
    command: raw.command as string,
    kind: raw.kind as Fix['kind'],
    files: JSON.parse(raw.files as string),
    commands: JSON.parse(raw.commands as string),
    at: raw.made_at as number,
    lastAt: raw.last_at as number,
    tried: raw.tried as number,
    worked: raw.worked as number,
    misled: raw.misled as number,
  }),
})
