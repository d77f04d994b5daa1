/** What a path says of a file, one bit each. Stored: bits are appended, never moved. */
export const PATH_BITS = {
  test: 1,
  example: 2,
  vendored: 4,
  generated: 8,
  barrel: 16,
  declaration: 32,
  migration: 64,
} as const

/** Of what is no file of the project. */
export const DOCUMENT_BIT = 128

export type PathBit = keyof typeof PATH_BITS

export function bitsOf(classes: Readonly<Record<PathBit, boolean>>): number {
  let bits = 0
  for (const [name, bit] of Object.entries(PATH_BITS)) if (classes[name as PathBit]) bits |= bit
  return bits
}
