import { TlcError } from '@tlc/core/system/error'

/** Reads names of hosts with commas between them. Throws `usage/bad-host`. */
export function hostNames(text: string): string[] {
  const names = text.split(',').map((name) => name.trim())
  if (names.every((name) => /^[a-z0-9_-]+(\.[a-z0-9_-]+)*\.?$/i.test(name))) return names
  const hint = 'Examples: --allow-host build.example, --allow-host one.example,two.example'
  throw new TlcError('usage/bad-host', `Expected names of hosts without a port, got \`${text}\`.`, { hint })
}

/** Reads `4711`, `host:4711` or `[::1]:4711`; port 0 takes a free one. Throws `usage/bad-address`. */
export function listenAddress(text: string): { host?: string; port: number } {
  const [, bracketed, plain, digits] = text.match(/^(?:(?:\[([0-9a-fA-F:]+)\]|([^:[\]]+)):)?(\d{1,5})$/) ?? []
  const port = Number(digits)
  if (digits === undefined || port > 65_535) {
    const hint = 'Examples: --listen 4711, --listen 127.0.0.1:0, --listen [::1]:4711'
    throw new TlcError('usage/bad-address', `Expected \`[host:]port\`, got \`${text}\`.`, { hint })
  }
  const host = bracketed ?? plain
  return host === undefined ? { port } : { host, port }
}
