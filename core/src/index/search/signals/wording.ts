import { defineSignal } from '../define-signal.ts'

const CHUNK = 0.1
const FILE = 0.2

export default defineSignal({
  id: 'wording',
  docs: 'How much better its words fit than those of the others, which ranks alone do not say: the first may be far ahead.',
  judge({ wording, fileWording }, { queryClass }) {
    const add = CHUNK * wording + FILE * fileWording
    return add === 0 || queryClass !== 'question' ? null : { add }
  },
})
