import { createHash } from 'node:crypto'
import { crc32, deflateRawSync } from 'node:zlib'
import type { ModelDescription } from '@tlc/core/models/contract'
import type { Handler } from './page-server.ts'
import { random } from './random.ts'

/** Bytes that do not shrink, always the same. */
function noise(bytes: number, seed: number): Buffer {
  const next = random(seed)
  return Buffer.from(Uint8Array.from({ length: bytes }, () => next(256)))
}

/** A made-up model of 200 KB: its files by name. Nothing can be computed with it. */
export const smallFiles: Record<string, Buffer> = {
  'model.onnx': noise(200_000, 7),
  'tokenizer.json': Buffer.from('{"made":"up"}'),
}

export const smallModel: ModelDescription = {
  id: 'small',
  title: 'Small model',
  licence: 'CC0-1.0',
  files: [file('model.onnx', 'onnx/weights.onnx', 'small-q.onnx'), file('tokenizer.json', 'small-q-tokenizer.json')],
  maven: { group: 'org.example.models', artifact: 'small', version: '1.2' },
  hub: { repository: 'maker/small', revision: 'abc123', paths: { 'model.onnx': 'onnx/weights.onnx' } },
}

export const JAR_PATH = '/org/example/models/small/1.2/small-1.2.jar'

function file(name: string, ...aliases: string[]) {
  const bytes = smallFiles[name]!
  return { name, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), aliases }
}

/** The archive in which a registry would have the model. */
export function smallJar(entries: Record<string, Buffer> = {}): Buffer {
  return zip({
    'META-INF/MANIFEST.MF': Buffer.from('Manifest-Version: 1.0\n'),
    'models/small-q.onnx': smallFiles['model.onnx']!,
    'models/small-q-tokenizer.json': smallFiles['tokenizer.json']!,
    ...entries,
  })
}

/** A zip of deflated entries (PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16). */
export function zip(entries: Record<string, Buffer>): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, data] of Object.entries(entries)) {
    const packed = deflateRawSync(data)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(crc32(data), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(data.length, 18)
    common.writeUInt16LE(Buffer.byteLength(name), 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), packed])
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, rest, Buffer.from(name)]))
    parts.push(local)
    offset += local.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(directory.length, 8)
  end.writeUInt16LE(directory.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, central, end])
}

/** Serves bytes and the rest of them from where a reader left off, as registries do. */
export function ranged(bytes: Buffer): Handler {
  return (response, request) => {
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0)
    if (from >= bytes.length) return response.writeHead(416).end()
    response.writeHead(from > 0 ? 206 : 200, { 'content-length': bytes.length - from }).end(bytes.subarray(from))
  }
}

/** Says that all is coming, sends a part and breaks off. */
export function breaksOffAt(bytes: Buffer, count: number): Handler {
  return (response) => {
    response.writeHead(200, { 'content-length': bytes.length })
    response.write(bytes.subarray(0, count), () => response.destroy())
  }
}
