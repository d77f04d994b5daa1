import { defineAction } from '../define-action.ts'
import type { FindingsModel } from '../panels/findings.ts'
import { triageSelected } from './_triage.ts'

export default defineAction<FindingsModel>({
  id: 'finding.dismiss',
  title: 'dismiss',
  keys: ['x'],
  run: (context) => triageSelected(context, 'dismiss', 'Why no problem?'),
})
