import { crc32 } from 'node:zlib'
import { TlcError } from '../../system/error.ts'
import type { FrozenPostings } from './postings-builder.ts'
import type { SegmentData, SegmentFields, SegmentHeader, SegmentSections } from './sections.ts'

/** Raised whenever what a segment holds, or how texts and words are cut, changes: older ones are made again from the sources. */
export const SEGMENT_VERSION = 4

const MAGIC = 0x58434c54
const PREFIX_BYTES = 16
const ALIGNMENT = 8

const ARRAYS = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array, f64: Float64Array } as const

type Section = Uint8Array | Uint16Array | Uint32Array | Float64Array

interface Directory {
  header: SegmentHeader
  sections: { name: string; type: keyof typeof ARRAYS; offset: number; length: number }[]
  bytes: number
}

const FIELDS = ['body', 'names', 'symbols'] as const

/**
 * A segment as the parts of a file: magic `TLCX`, version, length of the directory and the CRC-32 of all that follows, as
 * little-endian words; the directory in JSON; the sections, each at a multiple of 8.
 */
export function encodeSegment(data: SegmentData): Uint8Array[] {
  const named: [string, Section][] = Object.entries(data.sections)
  for (const field of FIELDS) {
    for (const [name, section] of Object.entries(data.fields[field])) named.push([`${field}.${name}`, section])
  }
  const directory: Directory = { header: data.header, sections: [], bytes: 0 }
  const payload: Uint8Array[] = []
  for (const [name, section] of named) {
    directory.sections.push({ name, type: typeOf(section), offset: directory.bytes, length: section.length })
    const bytes = new Uint8Array(section.buffer, section.byteOffset, section.byteLength)
    const padding = -bytes.length & (ALIGNMENT - 1)
    payload.push(bytes, new Uint8Array(padding))
    directory.bytes += bytes.length + padding
  }
  const text = JSON.stringify(directory)
  const described = new TextEncoder().encode(text.padEnd(text.length + (-Buffer.byteLength(text) & (ALIGNMENT - 1))))
  const prefix = new Uint32Array([MAGIC, SEGMENT_VERSION, described.length, 0])
  prefix[3] = [described, ...payload].reduce((sum, part) => crc32(part, sum), 0)
  return [new Uint8Array(prefix.buffer), described, ...payload]
}

/** Throws `TlcError` `index/foreign` for another version and `index/damaged` for what is no whole segment. */
export function decodeSegment(file: Uint8Array): SegmentData {
  // Sections are views, which must begin at multiples of their size.
  const bytes = file.byteOffset % ALIGNMENT === 0 ? file : file.slice()
  if (bytes.length < PREFIX_BYTES) throw damaged('it ends within its first bytes')
  const [magic, version, described, sum] = new Uint32Array(bytes.buffer, bytes.byteOffset, 4)
  if (magic !== MAGIC) throw damaged('it does not begin as a segment does')
  if (version !== SEGMENT_VERSION) {
    throw new TlcError('index/foreign', `Expected a segment of version ${SEGMENT_VERSION}, got version ${version}.`)
  }
  if (crc32(bytes.subarray(PREFIX_BYTES)) !== sum) throw damaged('its checksum does not fit')
  const directory = JSON.parse(
    new TextDecoder().decode(bytes.subarray(PREFIX_BYTES, PREFIX_BYTES + described!)),
  ) as Directory
  const base = bytes.byteOffset + PREFIX_BYTES + described!
  const sections: Record<string, Section> = {}
  for (const { name, type, offset, length } of directory.sections) {
    sections[name] = new ARRAYS[type](bytes.buffer as ArrayBuffer, base + offset, length)
  }
  const fields = {} as Record<keyof SegmentFields, Record<string, Section>>
  for (const field of FIELDS) {
    fields[field] = {}
    for (const name of Object.keys(sections)) {
      if (!name.startsWith(`${field}.`)) continue
      fields[field][name.slice(field.length + 1)] = sections[name]!
      delete sections[name]
    }
  }
  // The checksum and the version vouch for names and types.
  return {
    header: directory.header,
    sections: sections as unknown as SegmentSections,
    fields: fields as unknown as { [Field in keyof SegmentFields]: FrozenPostings },
  }
}

/** What the segment takes on disk, within a few bytes. */
export function segmentBytes(data: SegmentData): number {
  const lists = FIELDS.flatMap((field) => Object.values(data.fields[field]) as Section[])
  return [...(Object.values(data.sections) as Section[]), ...lists].reduce((sum, { byteLength }) => sum + byteLength, 0)
}

function typeOf(section: Section): keyof typeof ARRAYS {
  if (section instanceof Uint8Array) return 'u8'
  if (section instanceof Uint16Array) return 'u16'
  return section instanceof Uint32Array ? 'u32' : 'f64'
}

function damaged(what: string): TlcError {
  return new TlcError('index/damaged', `Expected a whole segment of the index: ${what}.`)
}
