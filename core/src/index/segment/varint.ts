/** Bytes that are written from front to back. */
export class GrowingBytes {
  #bytes: Uint8Array<ArrayBuffer>
  length = 0

  constructor(expected: number) {
    this.#bytes = new Uint8Array(Math.max(64, expected))
  }

  push(byte: number): void {
    if (this.length === this.#bytes.length) {
      const larger = new Uint8Array(this.#bytes.length * 2)
      larger.set(this.#bytes)
      this.#bytes = larger
    }
    this.#bytes[this.length++] = byte
  }

  /** What was written, without room to spare. */
  take(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.length)
  }
}

/** Unsigned LEB128: seven bits a byte, the lowest first, the high bit set on all but the last. */
export function encodeVarint(bytes: GrowingBytes, value: number): void {
  let left = value
  while (left >= 0x80) {
    bytes.push((left & 0x7f) | 0x80)
    left >>>= 7
  }
  bytes.push(left)
}
