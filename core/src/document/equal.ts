/** Whether two JSON values are the same by content; the order of keys does not matter. */
export function equalValues(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  if (Array.isArray(a))
    return a.length === (b as unknown[]).length && a.every((item, i) => equalValues(item, (b as unknown[])[i]))
  const left = Object.entries(a).filter(([, value]) => value !== undefined)
  const right = Object.entries(b).filter(([, value]) => value !== undefined)
  if (left.length !== right.length) return false
  return left.every(([key, value]) => Object.hasOwn(b, key) && equalValues(value, (b as Record<string, unknown>)[key]))
}
