import robotsParser from 'robots-parser'
import { TlcError } from '../system/error.ts'
import type { Answer } from './http-get.ts'
import { USER_AGENT } from './http-get.ts'

/** What a site's robots.txt says to us; asked once for each site. */
export interface Robots {
  /**
   * For people, what the site says. Rejects with `page/robots` where it forbids reading, or cannot be asked, which counts as
   * forbidden (RFC 9309, 2.3.1.4); with `page/unreachable` and `page/private-address` as of the page itself.
   */
  allow(url: URL): Promise<string>
}

// Their types are those of an ES module, which it is not.
const parse = robotsParser as unknown as typeof robotsParser.default

/** Each may be tried at each character of an address; no site has a tenth of these. */
const MOST_WILDCARDS = 5_000

interface Rules {
  note: string
  allows(url: URL): boolean
}

/** What is sent after redirects; null where they do not end. */
export type Ask = (robots: URL, page: URL) => Promise<Answer | null>

/** With `signal` everything ends, the page's own limit of time included. */
export function createRobots(ask: Ask, signal: AbortSignal): Robots {
  const bySite = new Map<string, Promise<Rules>>()
  return {
    async allow(url) {
      let rules = bySite.get(url.origin)
      if (!rules) {
        rules = readRules(url, ask, signal)
        bySite.set(url.origin, rules)
      }
      const { allows, note } = await rules
      if (allows(url)) return note
      throw new TlcError('page/robots', `${note} does not let programs read ${url.href}. Nothing was stored.`, {
        hint: 'Save the page from a browser and learn the file, if its licence lets you.',
      })
    },
  }
}

async function readRules(page: URL, ask: Ask, signal: AbortSignal): Promise<Rules> {
  const url = new URL('/robots.txt', page)
  const answer = await ask(url, page).catch((thrown: unknown) => {
    const isSilent = thrown instanceof TlcError && thrown.code === 'page/too-slow' && !signal.aborted
    if (isSilent) throw silent(url, 'gave no answer in time', thrown)
    throw thrown
  })
  if (answer === null) return nothingForbidden
  try {
    if (answer.status >= 500 || answer.status === 429) throw silent(url, `answered ${answer.status}`)
    if (answer.status < 200 || answer.status >= 300) return nothingForbidden
    const text = (await answer.body()).toString('utf8')
    if (text.split('*').length > MOST_WILDCARDS) throw silent(url, 'has more wildcards than can be followed')
    const rules = parse(url.href, text)
    return { note: url.href, allows: ({ href }) => rules.isAllowed(href, USER_AGENT) !== false }
  } finally {
    answer.close()
  }
}

const nothingForbidden: Rules = { note: 'no robots.txt', allows: () => true }

function silent(url: URL, what: string, cause?: unknown): TlcError {
  return new TlcError(
    'page/robots',
    `${url.href} ${what}, and until it says what programs may read, they may read nothing. Nothing was stored.`,
    { hint: 'Try again later.', cause },
  )
}
