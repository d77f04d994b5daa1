import type { LineTokens } from '@tlc/analyzers/facts'
import files from '@tlc/core/document/collections/files'
import findings from '@tlc/core/document/collections/findings'
import type { FindingRecord, SkipReason } from '@tlc/core/document/records'
import type { FileBlame, FileFound, FileLines, FunctionRow, SymbolRow } from '@tlc/core/engine/answers'
import type { Sources } from '../app/sources.ts'
import type { View } from '../define-panel.ts'
import { EMPTY_LINE, type Line, line, lineWidth, type Role, type Span, sliceLine, span } from '../screen/line.ts'
import type { Theme } from '../screen/theme.ts'
import { fit, truncateStart } from '../screen/width.ts'
import { codeSpans } from './_code.ts'
import { ago, plural } from './_figures.ts'
import { markText } from './_mark-text.ts'
import { listLines } from './_rows.ts'

/** A file that is read. */
export interface CodeModel {
  path: string
  total: number
  /** Line number → text and colours, of what was fetched around the view. */
  lines: ReadonlyMap<number, { text: string; tokens: LineTokens | undefined }>
  /** Why the text is not there; null when it is, or is on its way. */
  fault: string | null
  skipped: SkipReason | undefined
  findings: ReadonlyMap<number, FindingRecord>
  functions: ReadonlyMap<number, FunctionRow>
  symbols: readonly SymbolRow[]
  blame: ReadonlyMap<number, FileBlame['lines'][number]>
  /** Of a notebook: where its code cells begin. */
  cells: FileLines['cells']
  left: number
  /** What is searched for in the file; '' for nothing. */
  find: string
  /** The lines that hold it; null until they are known. */
  found: FileFound | null
}

/** Lines that one request fetches; views on two neighbouring windows need both. */
const WINDOW = 200

export function selectCode(
  sources: Sources,
  state: { path: string; top: number; selected: number; left: number; find: string },
): CodeModel {
  const { project } = sources
  const { path, left, find } = state
  const first = Math.floor(state.top / WINDOW)
  const slotOf = (window: number) => `files.lines.${path}.${window % 2}`
  const fetched = [first, first + 1].map((window) => {
    const from = window * WINDOW + 1
    return sources.ask<FileLines>(slotOf(window), 'file.lines', { path, from, to: from + WINDOW - 1 })
  })
  const outline = sources.ask<{ symbols: SymbolRow[]; functions: FunctionRow[] }>('files.outline', 'file.outline', {
    path,
  })
  const from = first * WINDOW + 1
  const blame = sources.ask<FileBlame>('files.blame', 'file.blame', { path, from, to: from + 2 * WINDOW - 1 })
  const found = find === '' ? null : (sources.ask<FileFound>('files.found', 'file.find', { path, text: find }) ?? null)
  const known = files.get(project, path)
  const fault = fetched[0] ? null : sources.faultOf(slotOf(first))
  return sources.cached(
    'files.code',
    [path, ...fetched, outline, blame, fault, sources.version('findings'), left, find, found],
    () => {
      const lines = new Map<number, { text: string; tokens: LineTokens | undefined }>()
      for (const part of fetched)
        for (const [i, text] of (part?.lines ?? []).entries())
          lines.set(part!.from + i, { text, tokens: part!.tokens[i] })
      return {
        path,
        total: Math.max(
          fetched[0]?.total ?? 0,
          fetched[1]?.total ?? 0,
          fetched[0] ? 0 : (known?.lines ?? 1),
          state.selected + 1 > 1 && !fetched[0] ? state.selected + 1 : 0,
        ),
        lines,
        fault,
        skipped: fetched[0]?.skipped,
        findings: new Map((findings.get(project, path) ?? []).map((finding) => [finding.line, finding])),
        functions: new Map((outline?.functions ?? []).map((each) => [each.line, each])),
        symbols: outline?.symbols ?? [],
        blame: new Map((blame?.lines ?? []).map((each, i) => [blame!.from + i, each])),
        cells: fetched[0]?.cells,
        left,
        find,
        found,
      }
    },
  )
}

export function codeLines(code: CodeModel, selected: number, view: View): Line[] {
  const { theme, width } = view
  const head = headLine(code, selected, width)
  if (code.skipped) return [head, EMPTY_LINE, line(span(`  Not shown: ${SKIPPED[code.skipped]}.`, 'warning'))]
  if (code.fault) return [head, EMPTY_LINE, line(span(`  Not shown (r asks again): ${code.fault}`, 'error'))]
  const digits = Math.max(3, String(code.total).length)
  const owners = width >= 110
  const gutter = digits + 8 + (owners ? 14 : 0)
  return [
    head,
    ...listLines(
      { ...view, height: view.height - 1 },
      {
        count: code.total,
        selected,
        row(i) {
          const number = i + 1
          const found = code.lines.get(number)
          const body = found
            ? cutLine(
                { spans: markText(codeSpans(found.text, found.tokens), code.find) },
                code.left,
                width - gutter,
                theme,
              )
            : EMPTY_LINE
          return { spans: [...gutterSpans(code, number, digits, owners, theme), ...body.spans] }
        },
      },
    ),
  ]
}

/** The part of a line that is shown; one that goes on ends with the sign for more. */
function cutLine(source: Line, left: number, width: number, { glyphs }: Theme): Line {
  const shown = sliceLine(source, left, Math.max(0, width) + 1)
  if (lineWidth(shown) <= width) return shown
  return { ...shown, spans: [...sliceLine(shown, 0, Math.max(0, width - 1)).spans, span(glyphs.more, 'dim')] }
}

/** Where one is, and what there is to say about the line: its finding, or the function around it. */
function headLine(code: CodeModel, selected: number, width: number): Line {
  const finding = code.findings.get(selected + 1)
  const around = functionAt(code, selected + 1)
  const about: Span[] = finding
    ? [span(`  ${finding.severity}: ${finding.message}`, ROLE_OF[finding.severity])]
    : around
      ? [
          span(`  ${namesAround(code.symbols, around)}`, 'function'),
          span(
            `: cyclomatic ${around.cyclomatic}, cognitive ${around.cognitive}, nesting ${around.nesting}, ${plural(around.parameters, 'parameter')}`,
            'dim',
          ),
        ]
      : []
  const cell = code.cells?.findLast(({ firstLine }) => firstLine <= selected + 1)
  const within = cell ? `  cell ${cell.index + 1}, line ${selected + 2 - cell.firstLine}` : ''
  const position = `  ${selected + 1}/${code.total}${within}${code.left > 0 ? `  from column ${code.left + 1}` : ''}`
  return line(span(truncateStart(code.path, Math.floor(width * 0.5)), 'title'), span(position, 'dim'), ...about)
}

/** `Class.method`: the function behind what it is part of. */
function namesAround(symbols: readonly SymbolRow[], { name, line: at }: FunctionRow): string {
  const container = symbols.find((each) => each.line === at && each.name === name)?.container
  return container ? `${container}.${name}` : name
}

function gutterSpans(code: CodeModel, number: number, digits: number, owners: boolean, { glyphs }: Theme): Span[] {
  const finding = code.findings.get(number)
  const fn = code.functions.get(number)
  const by = code.blame.get(number)
  const before = code.blame.get(number - 1)
  const beginsCell = code.cells?.some(({ firstLine }) => firstLine === number) ?? false
  const owner = by && (by.author !== before?.author || by.at !== before.at) ? by.author : ''
  return [
    ...(owners ? [span(`${fit(owner, 13)} `, 'person')] : []),
    span(
      fit(fn ? String(fn.cyclomatic) : '', 4, 'right'),
      fn && fn.cyclomatic > 20 ? 'error' : fn && fn.cyclomatic > 10 ? 'warning' : 'dim',
    ),
    span(
      finding ? (finding.severity === 'info' ? 'i' : finding.severity === 'error' ? glyphs.cross : '!') : ' ',
      finding ? ROLE_OF[finding.severity] : 'dim',
    ),
    span(fit(String(number), digits + 1, 'right'), beginsCell ? 'accent' : 'dim'),
    span(` ${glyphs.vertical}`, 'border'),
  ]
}

function functionAt({ functions }: CodeModel, number: number): FunctionRow | undefined {
  let best: FunctionRow | undefined
  for (const each of functions.values())
    if (each.line <= number && number <= each.endLine && (!best || each.line > best.line)) best = each
  return best
}

/** Who last changed a line, when and with which commit; for people. */
export function blameText({ blame }: CodeModel, number: number, now: number): string {
  if (!blame.has(number)) return 'git knows nothing of this line'
  const by = blame.get(number)
  return by ? `${by.commit.slice(0, 8)} ${by.author}, ${ago(by.at, now)}: ${by.summary}` : 'The line is not committed'
}

const ROLE_OF: Record<FindingRecord['severity'], Role> = { error: 'error', warning: 'warning', info: 'info' }

const SKIPPED: Record<SkipReason, string> = {
  binary: 'the file is binary',
  'too-large': 'the file is larger than 2 MB, so it is not analysed',
  minified: 'the file is minified',
  encoding: 'its encoding is not known',
  unreadable: 'it cannot be read',
  vanished: 'it is gone',
  'symlink-loop': 'its links run in a circle',
  'not-a-file': 'it is no regular file',
  'too-deep': 'it lies too deep',
  failed: 'the analysis failed on it',
}
