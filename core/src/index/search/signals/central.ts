import { defineSignal } from '../define-signal.ts'

const WEIGHT = 0.3
/** A file that so many import is as central as any. */
const MANY = 64

export default defineSignal({
  id: 'central',
  docs: 'Many files import its file: what others build on is meant more often than what stands at the edge.',
  judge({ importers }) {
    if (importers < 2) return null
    return {
      add: (WEIGHT * Math.log2(Math.min(importers, MANY))) / Math.log2(MANY),
      why: `${importers} files import its file`,
    }
  },
})
