import { defineAction } from '../define-action.ts'
import type { FindingsModel } from '../panels/findings.ts'
import { triageSelected } from './_triage.ts'

export default defineAction<FindingsModel>({
  id: 'finding.reopen',
  title: 'reopen',
  keys: ['o'],
  run: (context) => triageSelected(context, 'reopen'),
})
