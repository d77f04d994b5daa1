import type { Evidence } from '@tlc/core/engine/ask/evidence'

/** A method that says what it does; `citation` and the rest can be replaced. */
export function anEvidence(n: number, parts: Partial<Evidence> = {}): Evidence {
  return {
    citation: { n, path: 'shop/cart.py', startLine: 4, endLine: 6, name: 'Cart.total', kind: 'code' },
    ranks: {},
    symbolKind: 'method',
    signature: 'def total(self)',
    says: '',
    lines: ['def total(self):', '    return sum(self.items)'],
    uses: null,
    changes: null,
    commit: null,
    findings: [],
    ...parts,
  }
}
