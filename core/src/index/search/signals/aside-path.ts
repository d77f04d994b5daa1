import { PATH_BITS, type PathBit } from '../../segment/path-bits.ts'
import { defineSignal } from '../define-signal.ts'

/** How much of its score such a file keeps, and the words by which a query asks for it all the same. */
const ASIDE: Record<PathBit, { factor: number; unless: RegExp; is: string }> = {
  test: { factor: 0.35, unless: /\b(?:tests?|testing|specs?|fixtures?|mocks?|benchmarks?)\b/i, is: 'a test' },
  example: { factor: 0.4, unless: /\b(?:examples?|samples?|demos?|tutorials?|docs?)\b/i, is: 'an example' },
  vendored: { factor: 0.3, unless: /\b(?:vendor(?:ed)?|third.party|bundled)\b/i, is: 'of a third party' },
  generated: { factor: 0.4, unless: /\bgenerated?\b/i, is: 'generated' },
  barrel: { factor: 0.6, unless: /\b(?:exports?|re-exports?|public api|entry points?)\b/i, is: 'a list of exports' },
  declaration: {
    factor: 0.7,
    unless: /\b(?:types?|typings?|declarations?|headers?|interfaces?)\b/i,
    is: 'declarations only',
  },
  migration: { factor: 0.6, unless: /\b(?:migrations?|schema)\b/i, is: 'a migration' },
}

export default defineSignal({
  id: 'aside-path',
  docs: 'Tests, examples, vendored and generated files, barrels and declarations come after, unless the query names them.',
  judge({ flags: ofFile, kind, defines }, { text, queryClass }) {
    const flags = kind === 'test' ? ofFile | PATH_BITS.test : ofFile
    if (queryClass === 'path') return null
    let factor = 1
    let is = ''
    for (const [name, rule] of Object.entries(ASIDE) as [PathBit, (typeof ASIDE)[PathBit]][]) {
      if ((flags & PATH_BITS[name]) === 0 || rule.unless.test(text)) continue
      // A list of exports that defines the name itself is more than a list.
      if (name === 'barrel' && defines === 1) continue
      if (rule.factor >= factor) continue
      factor = rule.factor
      is = rule.is
    }
    return factor === 1 ? null : { factor, why: `later because it is ${is}` }
  },
})
