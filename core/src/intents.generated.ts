// Written by `npm run generate` from the files that define the entries. Do not edit.
import entry0 from './intents/analysis-rerun.ts'
import entry1 from './intents/feedback-give.ts'
import entry2 from './intents/feedback-reset.ts'
import entry3 from './intents/finding-triage.ts'
import entry4 from './intents/fix-forget.ts'
import entry5 from './intents/message-post.ts'
import entry6 from './intents/page-forget.ts'
import entry7 from './intents/page-learn.ts'
import entry8 from './intents/page-refresh.ts'
import entry9 from './intents/page-stop.ts'
import entry10 from './intents/plan-refresh.ts'
import entry11 from './intents/run-record.ts'
import entry12 from './intents/session-close.ts'
import entry13 from './intents/session-create.ts'
import entry14 from './intents/session-rename.ts'
import entry15 from './intents/session-reopen.ts'
import entry16 from './intents/step-add.ts'
import entry17 from './intents/step-approve.ts'
import entry18 from './intents/step-claim.ts'
import entry19 from './intents/step-comment.ts'
import entry20 from './intents/step-complete.ts'
import entry21 from './intents/step-edit.ts'
import entry22 from './intents/step-move.ts'
import entry23 from './intents/step-reject.ts'
import entry24 from './intents/step-release.ts'
import entry25 from './intents/step-reopen.ts'

export const intents = [
  entry0,
  entry1,
  entry2,
  entry3,
  entry4,
  entry5,
  entry6,
  entry7,
  entry8,
  entry9,
  entry10,
  entry11,
  entry12,
  entry13,
  entry14,
  entry15,
  entry16,
  entry17,
  entry18,
  entry19,
  entry20,
  entry21,
  entry22,
  entry23,
  entry24,
  entry25,
]
