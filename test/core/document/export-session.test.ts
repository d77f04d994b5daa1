import comments from '@tlc/core/document/collections/comments'
import messages from '@tlc/core/document/collections/messages'
import sessions from '@tlc/core/document/collections/sessions'
import steps from '@tlc/core/document/collections/steps'
import { sessionMarkdown } from '@tlc/core/document/export-session'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import * as Y from 'yjs'
import { ANN, aStep, BOB } from '../../helpers/records.ts'

const test = suite('core/document/export-session')
const AT = Date.UTC(2026, 0, 2, 3, 4)

test('a session reads as its plan in order, with evidence, decisions and what was said', () => {
  const project = new Y.Doc()
  const session = new Y.Doc()
  sessions.put(project, 's', { title: 'Tame *core*', state: 'open', createdBy: ANN, createdAt: AT })
  steps.put(session, 'late', aStep({ title: 'Later', position: 2048 }))
  steps.put(
    session,
    'soon',
    aStep({
      title: 'Split parse()',
      position: 1024,
      state: 'claimed',
      claimedBy: BOB,
      decision: { state: 'approved', by: ANN, at: AT, reason: 'worth it' },
      evidence: [
        {
          kind: 'complexity',
          path: 'src/a`b.ts',
          line: 7,
          endLine: 90,
          figures: 'cyclomatic 34',
          key: 'k',
          gone: true,
        },
      ],
    }),
  )
  comments.append(session, { step: 'soon', author: BOB, at: AT, text: 'two\nlines' })
  messages.append(session, { id: '1', author: ANN, at: AT, kind: 'event', text: 'approved “Split parse()”' })
  messages.append(session, { id: '2', author: BOB, at: AT, kind: 'text', text: '# not a heading' })
  const text = sessionMarkdown({ project, session, id: 's' })
  assert.is(
    text,
    `# Tame \\*core\\*

Created by Ann on 2026-01-02 03:04 UTC.

## Plan

### 1. Split parse()

State: claimed by Bob. Effort: hours. Score: 0.5 (a × b).

Because.

Expected effect: Less.

Decision: approved by Ann on 2026-01-02 03:04 UTC: worth it

- \`\` src/a\`b.ts:7 \`\` cyclomatic 34 (gone)

**Bob**, 2026-01-02 03:04 UTC:
> two
> lines

### 2. Later

State: proposed. Effort: hours. Score: 0.5 (a × b).

Because.

Expected effect: Less.

## Messages

- 2026-01-02 03:04 UTC *Ann approved “Split parse()”*
- 2026-01-02 03:04 UTC **Bob**:
> \\# not a heading
`,
  )
})

test('a session that does not exist has no text', () => {
  assert.is(sessionMarkdown({ project: new Y.Doc(), session: new Y.Doc(), id: 'x' }), '')
})

test.run()
