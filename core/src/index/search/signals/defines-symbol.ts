import { wholeTerm } from '../../text/terms.ts'
import { defineSignal } from '../define-signal.ts'

const FOR_A_SYMBOL = 2
const FOR_A_MENTION = 0.6

export default defineSignal({
  id: 'defines-symbol',
  docs: 'The chunk defines a name that the query is, or mentions: definitions come before uses, exported before private.',
  judge({ defines, exported, depth, name, path }, { queryClass }) {
    if (defines === 0) return null
    const weight = queryClass === 'symbol' ? FOR_A_SYMBOL : FOR_A_MENTION
    const reach = (exported ? 1 : 0.85) * (depth > 1 ? 0.9 : 1) * (isNamedAfter(path, name) ? 1.2 : 1)
    return { add: weight * defines * reach, why: defines === 1 ? 'defines this name' : 'defines a name like it' }
  },
})

/** Of several definitions of one name, the file that has it as its own name holds the main one. */
function isNamedAfter(path: string, name: string): boolean {
  const file = path.slice(path.lastIndexOf('/') + 1)
  return wholeTerm(file.replace(/\.[^.]*$/, '')) === wholeTerm(name)
}
