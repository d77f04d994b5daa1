import { isIP } from 'node:net'
import { hostname } from 'node:os'

/**
 * Whether what a request calls us in `Host` is ours: loopback, this machine's name, one of `names`, or an address. A page
 * may let a name of its own lead to this machine (DNS rebinding): then we are of one origin with it, and no `Origin` gives
 * it away. Only its name does; an address is nobody's to redirect.
 */
export function servesHost(host: string | undefined, names: readonly string[]): boolean {
  const [, bracketed, plain] = host?.match(/^(?:\[([0-9a-f:.]+)\]|([^\s:/?#@[\]\\]+))(?::\d{1,5})?$/i) ?? []
  if (bracketed !== undefined) return isIP(bracketed) === 6
  if (plain === undefined) return false
  if (isIP(plain) === 4) return true
  const name = nameOf(plain)
  return (
    name === 'localhost' || name.endsWith('.localhost') || [hostname(), ...names].some((own) => nameOf(own) === name)
  )
}

/** Names have no case, and a dot at their end changes nothing. */
function nameOf(text: string): string {
  return text.toLowerCase().replace(/\.$/, '')
}
