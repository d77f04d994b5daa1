import { defineSignal } from '../define-signal.ts'
import { shareOf } from './_share.ts'

const STEM = 1.6
const FOLDER = 0.15

export default defineSignal({
  id: 'path-alike',
  docs: 'Words of the query are in the name of the file, or of a folder above it.',
  judge({ stemTerms, folderTerms }, query) {
    const stem = shareOf(query, stemTerms)
    const add = STEM * stem + FOLDER * shareOf(query, folderTerms)
    return add === 0
      ? null
      : { add, why: stem > 0 ? 'its file is named like the query' : 'its folder is named like the query' }
  },
})
