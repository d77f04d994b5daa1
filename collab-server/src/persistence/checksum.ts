import { crc32 } from 'node:zlib'

const POLYNOMIAL = 0xedb88320
/** Beyond it a wild guess would too often look like a repair. */
const MOST_REPAIRED = 512 * 1024

/** CRC-32 (ISO-HDLC, as in zlib and gzip) of the parts one after another. */
export function checksum(...parts: Uint8Array[]): number {
  let sum = 0
  for (const part of parts) sum = crc32(part, sum)
  return sum >>> 0
}

/**
 * Which single bit of `length` bytes explains that their sum came out as `computed` where `expected` was stored: byte and
 * bit, or null when no single bit does or there are over 512 KB. CRC-32 has Hamming distance 4 up to 11 KB and 3 far beyond,
 * so one flipped bit is never taken for another. (Koopman, 32-Bit Cyclic Redundancy Codes for Internet Applications, DSN 2002.)
 */
export function flippedBit(computed: number, expected: number, length: number): { byte: number; bit: number } | null {
  if (length > MOST_REPAIRED) return null
  const syndrome = (computed ^ expected) >>> 0
  // A flipped bit with n bits behind it changes the sum by the register after n + 1 steps from 1.
  let register = 1
  for (let behind = 0; behind < length * 8; behind++) {
    register = register & 1 ? (register >>> 1) ^ POLYNOMIAL : register >>> 1
    if (register >>> 0 === syndrome) return { byte: length - 1 - (behind >> 3), bit: 7 - (behind & 7) }
  }
  return null
}
