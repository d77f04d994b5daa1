import { BlockList, isIP, isIPv4 } from 'node:net'

/**
 * Why an address is not one of the public internet, in a word or two; null when it is. After the registries of special
 * addresses of the IANA (RFC 6890): in IPv6 only 2000::/3 is given out, and an IPv4 address inside of an IPv6 address counts
 * as what it is.
 */
export function privateAddress(address: string): string | null {
  const bare = address.replace(/%.*$/, '')
  if (isIP(bare) === 0) return 'no address'
  const inner = isIPv4(bare) ? bare : embeddedIpv4(bare)
  if (inner !== null) return SPECIAL_IPV4.find(([, list]) => list.check(inner, 'ipv4'))?.[0] ?? null
  const special = SPECIAL_IPV6.find(([, list]) => list.check(bare, 'ipv6'))
  if (special) return special[0]
  return GIVEN_OUT.check(bare, 'ipv6') ? null : 'reserved'
}

const SPECIAL_IPV4 = [
  named('loopback', 'ipv4', '127.0.0.0/8'),
  named('private network', 'ipv4', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'),
  named('link-local, where clouds keep their secrets', 'ipv4', '169.254.0.0/16'),
  named('shared by a provider', 'ipv4', '100.64.0.0/10'),
  named('this machine', 'ipv4', '0.0.0.0/8'),
  named('reserved', 'ipv4', '192.0.0.0/24', '192.88.99.0/24', '198.18.0.0/15', '240.0.0.0/4'),
  named('documentation', 'ipv4', '192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24'),
  named('multicast', 'ipv4', '224.0.0.0/4'),
]

const SPECIAL_IPV6 = [
  named('loopback', 'ipv6', '::1/128'),
  named('this machine', 'ipv6', '::/128'),
  named('private network', 'ipv6', 'fc00::/7', 'fec0::/10'),
  named('link-local', 'ipv6', 'fe80::/10'),
  named('multicast', 'ipv6', 'ff00::/8'),
  named('reserved', 'ipv6', '2001::/23'),
  named('documentation', 'ipv6', '2001:db8::/32', '3fff::/20'),
]

const [, GIVEN_OUT] = named('', 'ipv6', '2000::/3')

function named(name: string, family: 'ipv4' | 'ipv6', ...ranges: string[]): [string, BlockList] {
  const list = new BlockList()
  for (const range of ranges) {
    const [address, bits] = range.split('/')
    list.addSubnet(address!, Number(bits), family)
  }
  return [name, list]
}

/** Mapped (::ffff:0:0/96), compatible (::/96, more than a counter), NAT64 (64:ff9b::/96) and 6to4 (2002::/16) addresses. */
function embeddedIpv4(address: string): string | null {
  const groups = groupsOf(address)
  if (groups[0] === 0x2002) return dotted(groups[1]!, groups[2]!)
  const head = groups.slice(0, 6).map((group) => group.toString(16))
  const isEmbedded = ['0:0:0:0:0:ffff', '0:0:0:0:ffff:0', '64:ff9b:0:0:0:0'].includes(head.join(':'))
  const isCompatible = head.every((group) => group === '0') && groups[6] !== 0
  return isEmbedded || isCompatible ? dotted(groups[6]!, groups[7]!) : null
}

/** The eight groups of an IPv6 address, however it is written. */
function groupsOf(address: string): number[] {
  const tail = /(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address)
  const hex = tail ? address.slice(0, tail.index) + hexOfDotted(tail.slice(1).map(Number)) : address
  const [left = '', right] = hex.split('::')
  const before = left === '' ? [] : left.split(':')
  const after = right === undefined || right === '' ? [] : right.split(':')
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0')
  return [...before, ...zeros, ...after].map((group) => Number.parseInt(group, 16))
}

function hexOfDotted([a = 0, b = 0, c = 0, d = 0]: number[]): string {
  return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`
}

function dotted(high: number, low: number): string {
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}
