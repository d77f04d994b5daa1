import files from '@tlc/core/document/collections/files'
import overview from '@tlc/core/document/collections/overview'
import type { Link } from '@tlc/core/link/contract'
import { errorText } from '@tlc/core/system/error'
import type * as Y from 'yjs'
import type { ActionDefinition } from '../define-action.ts'
import { diffSurfaces } from '../screen/diff.ts'
import type { Key } from '../screen/keys.ts'
import { clipboardSequence } from '../screen/osc.ts'
import { createSurface, type Surface } from '../screen/surface.ts'
import type { Terminal } from '../screen/terminal.ts'
import type { Theme } from '../screen/theme.ts'
import { createAnswers } from './answers.ts'
import type { AppContext } from './context.ts'
import { BODY_TOP, CHROME_ROWS, drawFrame, LAST_KEY, statusSpans } from './frame.ts'
import { createJumps } from './jumps.ts'
import { actionFor, footerKeys, namedActions } from './keymap.ts'
import { type LastVisit, noteVisit, readLastVisit, visitOf } from './last-visit.ts'
import { createMessage } from './message.ts'
import { mouseHandler } from './mouse.ts'
import { choiceOverlay, filterOverlay, type Overlay, paletteOverlay, textOverlay } from './overlay.ts'
import { fileEntry, filesFor, paletteEntry } from './palette-entries.ts'
import { announcePlace } from './place.ts'
import { createRooms } from './rooms.ts'
import { clampRow } from './scroll.ts'
import { createShownPanel, panels } from './shown-panel.ts'
import { createCache, progressOf, type Sources } from './sources.ts'

export interface WorkspaceOptions {
  terminal: Terminal
  theme: Theme
  root: string
  name: string
  env: NodeJS.ProcessEnv
  /** Runs another program in the terminal; resolves when it ends. */
  spawn(command: string, args: string[]): Promise<void>
  /** Told after every frame, for tests: whether anything is still on its way. */
  onFrame?(idle: boolean): void
}

export interface Workspace {
  /** Gives the workspace its connection; until then it shows that it is starting. */
  connect(link: Link): Promise<void>
  /** Shows the project as it was before, until `connect` shows it as it is. */
  recall(project: Y.Doc): void
  /** Shows why there is no connection. */
  fail(text: string): void
  /** Leaves with this exit code. */
  end(code: number): void
  /** Exit code, once the person left. */
  readonly ended: Promise<number>
}

/** Changes of the document are shown at most this often; keys are shown at once. */
const FRAME_MS = 30

/** The full-screen workspace: one loop from keys to actions and from the document to frames. */
export function createWorkspace(options: WorkspaceOptions): Workspace {
  const { terminal, theme } = options
  const ended = Promise.withResolvers<number>()
  const shownPanel = createShownPanel(bodySize)
  const jumps = createJumps()
  const message = createMessage(schedule)
  const { say } = message
  const cached = createCache()
  let link: Link | null = null
  let overlay: Overlay | null = null
  let shown: Surface | null = null
  let frame: NodeJS.Timeout | NodeJS.Immediate | null = null
  let intentsPending = 0
  let left = false
  const lastVisit: LastVisit | null = readLastVisit(options.root, options.env)
  const answers = createAnswers({
    link: () => link,
    settled: () => rooms.synced && !rooms.entering,
    changed: schedule,
    failed: (text) => say(text, 'error'),
  })
  const place = announcePlace()
  const rooms = createRooms({
    changed: schedule,
    analysed: () => answers.forget(),
    failed: (fault) => say(errorText(fault), 'error'),
    lastSession: lastVisit?.session ?? '',
  })

  function sources(ask: Sources['ask'] = answers.ask): Sources {
    return {
      project: rooms.project,
      session: rooms.session,
      sessionId: rooms.sessionId,
      synced: rooms.synced,
      entering: rooms.entering,
      connection: link?.state ?? 'connecting',
      self: link?.self ?? null,
      others: link?.presence.others() ?? [],
      progress: progressOf(link?.presence.others() ?? []),
      now: Date.now(),
      lastVisit,
      body: bodySize(),
      ask,
      faultOf: answers.faultOf,
      version: rooms.version,
      cached,
    }
  }

  function bodySize() {
    return { width: terminal.width, height: Math.max(1, terminal.height - CHROME_ROWS) }
  }

  function draw(): void {
    frame = null
    // The terminal is the shell's again.
    if (left) return
    shownPanel.select(sources())
    const { active, model, works } = shownPanel
    const size = bodySize()
    const surface = createSurface(terminal.width, terminal.height, { ascii: theme.ascii })
    const view = { ...size, focused: overlay === null, theme, top: shownPanel.state.top }
    const status = statusSpans({
      project: overview.get(rooms.project, 'project')?.name ?? options.name,
      branch: overview.get(rooms.project, 'project')?.git?.branch ?? null,
      connection: link?.state ?? 'connecting',
      synced: rooms.synced,
      progress: progressOf(link?.presence.others() ?? []),
      others: link?.presence.others() ?? [],
      message: message.current,
      theme,
    })
    const chrome = {
      tabs: tabs(),
      keys: footerKeys(shownPanel.bindings, model, works ? active.takes?.(model) : null),
      status,
      prompt: overlay?.prompt?.() ?? null,
      overlay: overlay?.box?.(size.height) ?? null,
    }
    const cursor = drawFrame(surface, theme, chrome, shownPanel.render(view))
    const bytes = diffSurfaces(shown, surface, theme.sgr)
    shown = surface
    if (bytes !== '') terminal.write(bytes)
    const own = overlay === null && shownPanel.works ? active.cursor?.(model, view) : null
    terminal.cursor(own ? { x: own.x, y: own.y + BODY_TOP } : cursor)
    place.update(link, { panel: active.id, ...(shownPanel.works && active.place?.(model)) })
    options.onFrame?.(isIdle())
  }

  function isIdle(): boolean {
    return (
      frame === null &&
      intentsPending === 0 &&
      answers.pending === 0 &&
      rooms.synced &&
      !rooms.entering &&
      link?.state === 'connected'
    )
  }

  /** A frame soon: what comes in a burst is drawn once. */
  function schedule(): void {
    frame ??= setTimeout(draw, FRAME_MS)
  }

  /** A frame at once, for what a person did. */
  function drawNow(): void {
    if (frame) {
      clearTimeout(frame as NodeJS.Timeout)
      clearImmediate(frame as NodeJS.Immediate)
    }
    frame = setImmediate(draw)
  }

  function reasonAgainst(action: ActionDefinition): string | false {
    const binding = shownPanel.bindings.find((each) => each.action === action.id)
    if (!binding && !action.everywhere) return 'Not in this panel'
    return binding?.disabled?.(shownPanel.model) || action.disabled?.(context()) || false
  }

  async function perform(action: ActionDefinition, by: { key?: string; clicked?: number } = {}): Promise<void> {
    const reason = reasonAgainst(action)
    if (reason) return say(reason, 'info')
    try {
      await action.run(context(by))
    } catch (fault) {
      say(errorText(fault), 'error')
    }
    drawNow()
  }

  function onKey(key: Key): void {
    // Keys can come faster than frames, and each acts on what the one before it left. Only frames ask: pasted text is
    // one question.
    shownPanel.select(sources(answers.recall))
    if (overlay) {
      const current = overlay
      if (current.key(key) === 'done' && overlay === current) overlay = null
      drawNow()
      return
    }
    const taken = shownPanel.active.key?.(shownPanel.state, key) ?? false
    const action = taken ? undefined : actionFor(key, shownPanel.bindings, (each) => reasonAgainst(each) !== false)
    if (action) void perform(action, { key: key.name })
    else if (!taken && key.name === 'paste') say('Nothing takes pasted text here: open a prompt or the search first')
    drawNow()
  }

  function tabs() {
    return panels.map((panel) => ({ title: panel.title, order: panel.order, active: panel === shownPanel.active }))
  }

  function context(by: { key?: string; clicked?: number } = {}): AppContext {
    return {
      key: by.key ?? null,
      clicked: by.clicked ?? null,
      sources: sources(),
      panel: shownPanel.active.id,
      model: shownPanel.model,
      state: shownPanel.state,
      root: options.root,
      env: options.env,
      page: shownPanel.page,
      count: shownPanel.count,
      select(row) {
        shownPanel.state.selected = clampRow(row, shownPanel.count)
      },
      show(id, state) {
        if (state) jumps.leave({ panel: shownPanel.active, state: shownPanel.state })
        show(id, state)
      },
      jumps,
      jump(by) {
        const spot = jumps.step(by, { panel: shownPanel.active, state: shownPanel.state })
        if (!spot) return
        Object.assign(shownPanel.stateOf(spot.panel), spot.state)
        show(spot.panel.id)
      },
      place: (shownPanel.works && shownPanel.active.place?.(shownPanel.model)) || null,
      copy: (text) => terminal.write(clipboardSequence(text)),
      visit(place) {
        const reader = panels.find((panel) => panel.visit)
        if (!reader) return
        jumps.leave({ panel: shownPanel.active, state: shownPanel.state })
        reader.visit?.(shownPanel.stateOf(reader), place)
        show(reader.id)
      },
      async intent<T>(id: string, input: unknown) {
        if (!link) {
          say('There is no connection yet')
          return null
        }
        intentsPending++
        try {
          return await link.intent<T>(id, input)
        } catch (fault) {
          say(errorText(fault), 'error')
          return null
        } finally {
          intentsPending--
          schedule()
        }
      },
      async request<T>(id: string, input: unknown) {
        if (!link) throw new Error('There is no connection yet')
        return link.request<T>(id, input)
      },
      prompt: (label, { initial = '', empty = false } = {}) =>
        new Promise((resolve) => {
          overlay = textOverlay(label, initial, { empty, done: resolve })
          drawNow()
        }),
      choose: (label, choices) =>
        new Promise((resolve) => {
          overlay = choiceOverlay(label, choices, resolve)
          drawNow()
        }),
      hasFailed: answers.failed,
      retry: answers.retry,
      say,
      openSession: rooms.openSession,
      run: (command, args) => terminal.lend(() => options.spawn(command, args)).then(redraw),
      openFilter() {
        const { state } = shownPanel
        overlay = filterOverlay(state.filter, {
          change(text) {
            state.filter = text
            state.selected = 0
          },
          pass(key) {
            const action = actionFor(key, shownPanel.bindings, (each) => reasonAgainst(each) !== false)
            if (action) void perform(action)
            return action !== undefined
          },
        })
      },
      openPalette() {
        const later = (run: () => void) => () => void setImmediate(run)
        const named = namedActions(shownPanel.bindings).map((action) =>
          paletteEntry(
            action.title,
            action.keys,
            later(() => void perform(action)),
            reasonAgainst(action),
          ),
        )
        const shows = panels.map(({ id, title, order }) =>
          paletteEntry(`Show ${title}`, order <= LAST_KEY ? [String(order)] : [], () => show(id)),
        )
        overlay = paletteOverlay([...named, ...shows], {
          more: (text) =>
            filesFor(text, filePaths()).map((path) =>
              fileEntry(
                path,
                later(() => context().visit({ path, line: 1 })),
              ),
            ),
          run: (entry) => entry.run(),
          refuse: (reason) => say(reason, 'info'),
        })
      },
      redraw,
      refresh: schedule,
      toggleMouse() {
        terminal.mouse = !terminal.mouse
        return terminal.mouse
      },
      suspend: () => terminal.suspend(),
      loses: () =>
        panels.map((panel) => panel.loses?.(shownPanel.stateOf(panel)) ?? null).find((each) => each !== null) ?? null,
      quit: () => void leave(0),
    }
  }

  function filePaths(): string[] {
    return cached('palette.paths', [rooms.project, rooms.version('files')], () =>
      Array.from(files.entries(rooms.project), ([path]) => path),
    )
  }

  function show(id: string, state: Record<string, unknown> = {}): void {
    const panel = panels.find((each) => each.id === id)
    if (!panel) return
    if (panel !== shownPanel.active) message.clear()
    shownPanel.show(panel)
    Object.assign(shownPanel.stateOf(panel), state)
    drawNow()
  }

  function redraw(): void {
    shown = null
    drawNow()
  }

  async function leave(code: number): Promise<void> {
    message.stop()
    if (rooms.synced) noteVisit(options.root, options.env, visitOf(rooms.project, rooms.sessionId, Date.now()))
    place.stop()
    for (const panel of panels) panel.close?.(shownPanel.stateOf(panel))
    left = true
    terminal.close()
    await link?.close().catch(() => {})
    ended.resolve(code)
  }

  terminal.onKey(onKey)
  terminal.onResize(redraw)
  const onMouse = mouseHandler({
    shownPanel,
    tabs,
    width: () => terminal.width,
    reasonAgainst,
    perform: (action, by) => void perform(action, by),
    show,
  })
  terminal.onMouse((mouse) => {
    if (overlay) return
    onMouse(mouse)
    drawNow()
  })
  draw()

  return {
    ended: ended.promise,
    end: (code) => void leave(code),
    recall: rooms.recall,
    async connect(connected) {
      link = connected
      link.onState((state) => {
        // What was asked while there was no connection failed for want of one.
        if (state === 'connected') answers.retry()
        schedule()
      })
      link.presence.onChange(schedule)
      await rooms.connect(link)
      drawNow()
    },
    fail: (text) => say(text, 'error'),
  }
}
