import { isUtf8 } from 'node:buffer'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

export interface TextFormat {
  encoding: Encoding
  /** Bytes of the byte order mark, which is no part of the text. */
  bom: number
}

/** NULs and other control characters tell that bytes are no text; looked for in this much of a file. */
const LOOKED_AT = 8 * 1024
/** Control characters that text holds: tab, line feed, vertical tab, form feed, carriage return, escape. */
const TEXT_CONTROLS = new Set([0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x1b])
const MAX_CONTROL_SHARE = 0.02

/**
 * What kind of text the bytes are: by byte order mark, by where the NULs are (UTF-16 without a mark), by whether they are
 * UTF-8, else Windows-1252, of which Latin-1 is a part. `binary` when they are no text; `encoding` when a byte order mark
 * promises UTF-16 or UTF-8 and the bytes do not keep it. `partial`: the bytes are only the beginning of a file.
 */
export function formatOf(bytes: Buffer, partial = false): TextFormat | 'binary' | 'encoding' {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    return isUtf8(whole(bytes, partial)) ? { encoding: 'utf-8', bom: 3 } : 'encoding'
  }
  // FF FE 00 00 would be UTF-32, which nobody writes source in.
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return checked16(bytes, { encoding: 'utf-16le', bom: 2 }, partial)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return checked16(bytes, { encoding: 'utf-16be', bom: 2 }, partial)
  const head = bytes.subarray(0, LOOKED_AT)
  if (head.includes(0)) {
    const unmarked = unmarked16(head)
    return unmarked ? checked16(bytes, unmarked, partial) : 'binary'
  }
  if (isUtf8(whole(bytes, partial)))
    return controlShare(head.subarray(0, 1024)) > MAX_CONTROL_SHARE * 4 ? 'binary' : { encoding: 'utf-8', bom: 0 }
  return controlShare(head) > MAX_CONTROL_SHARE ? 'binary' : { encoding: 'windows-1252', bom: 0 }
}

/** The text of bytes in a known format. Broken sequences become U+FFFD. */
export function decode(bytes: Buffer, { encoding, bom }: TextFormat): string {
  const body = bom > 0 ? bytes.subarray(bom) : bytes
  switch (encoding) {
    case 'utf-8':
      return body.toString('utf8')
    case 'utf-16le':
      return body.toString('utf16le')
    case 'utf-16be':
      return Buffer.from(body.subarray(0, body.length & ~1))
        .swap16()
        .toString('utf16le')
    case 'windows-1252':
      return new TextDecoder('windows-1252').decode(body)
  }
}

function checked16(bytes: Buffer, format: TextFormat, partial: boolean): TextFormat | 'encoding' {
  if (bytes.length % 2 !== 0 && !partial) return 'encoding'
  // What is looked at may end within a surrogate pair.
  const head = decode(bytes.subarray(0, LOOKED_AT), format).replace(/[\ud800-\udbff]$/, '')
  // A NUL, or half a surrogate pair within the text: these are other bytes that happen to begin like a mark.
  return head.includes('\0') || !head.isWellFormed() ? 'encoding' : format
}

// Mostly ASCII text in UTF-16 has a NUL in every second byte and hardly one in the others.
function unmarked16(head: Buffer): TextFormat | null {
  let even = 0
  let odd = 0
  for (let at = head.indexOf(0); at >= 0; at = head.indexOf(0, at + 1)) {
    if (at % 2 === 0) even += 1
    else odd += 1
    if (even > 0 && odd > 0) return null
  }
  const pairs = head.length / 2
  if (odd > pairs * 0.7) return { encoding: 'utf-16le', bom: 0 }
  if (even > pairs * 0.7) return { encoding: 'utf-16be', bom: 0 }
  return null
}

function controlShare(head: Buffer): number {
  let controls = 0
  for (let i = 0; i < head.length; i += 1) if (head[i]! < 0x20 && !TEXT_CONTROLS.has(head[i]!)) controls += 1
  return head.length === 0 ? 0 : controls / head.length
}

// A part of a file may end within a character: up to three bytes of it are left out.
function whole(bytes: Buffer, partial: boolean): Buffer {
  if (!partial) return bytes
  let end = bytes.length
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back]!
    if (byte < 0x80) break
    if (byte >= 0xc0) {
      end = bytes.length - back
      break
    }
  }
  return bytes.subarray(0, end)
}
