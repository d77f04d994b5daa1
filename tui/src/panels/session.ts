import messages from '@tlc/core/document/collections/messages'
import runs from '@tlc/core/document/collections/runs'
import sessions from '@tlc/core/document/collections/sessions'
import type { MessageRecord, PresenceState, RunRecord, SessionRecord } from '@tlc/core/document/records'
import { definePanel, type PanelState, type View } from '../define-panel.ts'
import { columns, EMPTY_LINE, fillHeight, type Line, line, span } from '../screen/line.ts'
import { fit, wrap } from '../screen/width.ts'
import { ago, duration } from './_figures.ts'
import { listLines } from './_rows.ts'

export interface SessionModel {
  rows: { id: string; session: SessionRecord }[]
  selected: number
  current: { id: string; session: SessionRecord } | null
  open: string
  messages: MessageRecord[]
  runs: RunRecord[]
  people: PresenceState[]
  self: string
  now: number
}

const MOST_RUNS = 6
const LIST_ROWS = 4

export default definePanel<SessionModel, PanelState>({
  id: 'session',
  title: 'Session',
  order: 7,
  initial: () => ({ selected: 0, top: 0, filter: '' }),
  select(sources, { selected }) {
    const { project, session, sessionId, others, self, now } = sources
    const rows = sources.cached('session.rows', [project, sources.version('sessions')], () =>
      Array.from(sessions.entries(project), ([id, record]) => ({ id, session: record })).sort(
        (a, b) =>
          Number(a.session.state === 'closed') - Number(b.session.state === 'closed') ||
          a.session.createdAt - b.session.createdAt,
      ),
    )
    const lastRuns = sources.cached('session.runs', [project, sources.version('runs')], () =>
      Array.from(runs.entries(project), ([, run]) => run)
        .sort((a, b) => b.startedAt - a.startedAt)
        .slice(0, MOST_RUNS),
    )
    const people = others.filter(({ client }) => client !== 'engine')
    return {
      rows,
      selected,
      current: rows[selected] ?? null,
      open: sessionId,
      messages: messages.all(session),
      runs: lastRuns,
      people,
      self: self?.name ?? '',
      now,
    }
  },
  list: { count: ({ rows }) => rows.length, height: () => LIST_ROWS, head: 1 },
  render(model, view) {
    const wide = view.width >= 110
    const width = wide ? Math.floor(view.width * 0.6) : view.width
    const list = [line(span('Sessions', 'title')), ...sessionLines(model, view, wide ? view.width - width - 3 : width)]
    const side = [
      ...fillHeight(list, LIST_ROWS + 1),
      EMPTY_LINE,
      line(span('People', 'title')),
      ...peopleLines(model, view),
      EMPTY_LINE,
      line(span('Runs of the engine', 'title')),
      ...runLines(model, view),
    ]
    if (wide)
      return columns(
        [
          { lines: messageLines(model, width, view.height), width },
          { lines: side, width: view.width - width - 3 },
        ],
        2,
      )
    const top = [
      ...list,
      line(span('People', 'title')),
      ...peopleLines(model, view).slice(0, 3),
      line(span('Runs of the engine', 'title')),
      ...runLines(model, view).slice(0, 3),
    ]
    return [...top, ...messageLines(model, width, view.height - top.length)]
  },
  bindings: [
    { action: 'message.post', disabled: closed },
    {
      action: 'session.open',
      disabled: ({ current, open }) =>
        current === null ? 'No session is selected' : current.id === open && 'It is open here already',
    },
    { action: 'session.create' },
    { action: 'session.rename', disabled: closed },
    { action: 'session.close', disabled: ({ current }) => current?.session.state !== 'open' && 'It is closed already' },
    {
      action: 'session.reopen',
      disabled: ({ current }) => current?.session.state !== 'closed' && 'It is open',
      quiet: true,
    },
    { action: 'session.export', disabled: ({ current }) => current === null && 'No session is selected' },
  ],
})

function closed({ rows, open }: SessionModel): string | false {
  const session = rows.find(({ id }) => id === open)
  return session
    ? session.session.state === 'closed' && 'The session is closed; reopen it first'
    : 'No session is open here'
}

function sessionLines({ rows, selected, open, now }: SessionModel, view: View, width: number): Line[] {
  return listLines(
    { ...view, height: LIST_ROWS },
    {
      count: rows.length,
      selected,
      row(i) {
        const { id, session } = rows[i]!
        const mark = id === open ? view.theme.glyphs.dot : ' '
        const state = session.state === 'closed' ? 'closed' : ago(session.createdAt, now)
        return line(
          span(` ${mark} `, 'success'),
          span(fit(session.title, width - 16), session.state === 'closed' ? 'dim' : 'text'),
          span(fit(state, 12, 'right'), 'dim'),
        )
      },
    },
  )
}

function peopleLines({ people, self }: SessionModel, { theme }: View): Line[] {
  const { dot } = theme.glyphs
  return [
    line(span(` ${dot} `, 'success'), self || 'you', span('  you', 'dim')),
    ...people.map(({ user, client, place }) => {
      const where = place
        ? `${place.panel}${place.path ? ` ${place.path}${place.line ? `:${place.line}` : ''}` : ''}`
        : client
      return line(span(` ${dot} `, 'person'), user.name, span(`  ${where}`, 'dim'))
    }),
  ]
}

function runLines({ runs: list, now }: SessionModel, { theme }: View): Line[] {
  if (list.length === 0) return [line(span(' none yet', 'dim'))]
  return list.map(({ kind, startedAt, tookMs, outcome, summary }) =>
    line(
      span(
        outcome === 'ok' ? ` ${theme.glyphs.check} ` : ` ${theme.glyphs.cross} `,
        outcome === 'ok' ? 'success' : 'error',
      ),
      fit(kind, 9),
      span(fit(duration(tookMs), 8, 'right'), 'dim'),
      span(fit(ago(startedAt, now), 11, 'right'), 'dim'),
      `  ${outcome === 'ok' ? '' : `${outcome}: `}${summary}`,
    ),
  )
}

/** The newest at the bottom, as in a conversation. */
function messageLines({ messages: list, now }: SessionModel, width: number, height: number): Line[] {
  const head = line(span('Messages', 'title'))
  if (list.length === 0) return [head, line(span('Nobody has said anything yet; m writes a message.', 'dim'))]
  const lines = list.slice(-height).flatMap(({ author, at, kind, text }) =>
    wrap(kind === 'event' ? `${author.name} ${text}` : text, width - 2).map((part, i) => {
      const first = i === 0
      if (kind === 'event') return line(span(`${first ? '' : '  '}${part}${first ? `  ${ago(at, now)}` : ''}`, 'dim'))
      return first
        ? line(span(`${author.name}:`, 'person'), ` ${part}`, span(`  ${ago(at, now)}`, 'dim'))
        : line(`  ${part}`)
    }),
  )
  return [head, ...lines.slice(-(height - 1))]
}
