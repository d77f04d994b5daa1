import type { Role } from '../screen/line.ts'

const ROLES = new Map<string, Role>([
  ...['class', 'interface', 'struct', 'enum', 'trait', 'type'].map((kind): [string, Role] => [kind, 'type']),
  ...['function', 'method', 'constructor'].map((kind): [string, Role] => [kind, 'function']),
  ...['constant', 'macro', 'enum-member'].map((kind): [string, Role] => [kind, 'constant']),
  ...['module', 'namespace'].map((kind): [string, Role] => [kind, 'keyword']),
])

/** How the name of a definition of this kind is shown. */
export function symbolRole(kind: string | null): Role {
  return ROLES.get(kind ?? '') ?? 'text'
}
