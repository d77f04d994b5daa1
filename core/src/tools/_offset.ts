/** The argument by which a caller gets what comes after an answer. */
export function offsetOf(what: string, maximum = 1_000_000) {
  return {
    type: 'integer',
    description: `${what} to pass over`,
    minimum: 0,
    maximum,
    default: 0,
    optional: true,
  } as const
}
