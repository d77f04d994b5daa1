import { defineAction } from '../define-action.ts'
import type { FindingsModel } from '../panels/findings.ts'
import { triageSelected } from './_triage.ts'

export default defineAction<FindingsModel>({
  id: 'finding.accept',
  title: 'accept',
  keys: ['a'],
  run: (context) => triageSelected(context, 'accept', 'Why accepted?'),
})
