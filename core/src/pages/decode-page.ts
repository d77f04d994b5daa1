/** How far a declaration inside of a page may be from its start (HTML Standard, "prescan"). */
const PRESCAN_BYTES = 1024

/**
 * The text of bytes from elsewhere. A byte-order mark wins, then what the transport says, then what the page says of itself,
 * then UTF-8. A declaration that is unknown or does not fit the bytes is not believed: UTF-8 is tried, and windows-1252 takes
 * anything. Null for bytes that are no text.
 */
export function decodePage(bytes: Uint8Array, declared: string | null): string | null {
  const marked = charsetOfMark(bytes)
  if (marked !== null) return new TextDecoder(marked).decode(bytes)
  const label = declared ?? declaredInside(bytes)
  const named = decoderOf(label)
  // UTF-16 has a zero in each Latin letter.
  if (bytes.includes(0) && !named?.encoding.startsWith('utf-16')) return null
  const utf8 = strictly('utf-8', bytes)
  // Text of another charset that happens to be UTF-8 is next to never seen; pages that declare Latin 1 and are UTF-8 are.
  if (utf8 !== null && (named === null || named.encoding === 'windows-1252' || named.encoding === 'utf-8')) return utf8
  const fitting = named === null ? null : strictly(named.encoding, bytes)
  return fitting ?? utf8 ?? new TextDecoder('windows-1252').decode(bytes)
}

function charsetOfMark([first, second, third]: Uint8Array): string | null {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  return first === 0xff && second === 0xfe ? 'utf-16le' : null
}

function declaredInside(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, PRESCAN_BYTES)).toString('latin1')
  return /<meta[^>]+charset\s*=\s*["']?\s*([\w:.-]+)/i.exec(head)?.[1] ?? null
}

function decoderOf(label: string | null): { encoding: string } | null {
  try {
    return label === null ? null : new TextDecoder(label)
  } catch {
    return null
  }
}

function strictly(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
