import type { Surface } from './surface.ts'

/** Begin and end of one update that the terminal shows at once (DEC private mode 2026). */
const BEGIN = '\x1b[?2026h'
const END = '\x1b[?2026l'
/** Unchanged cells between two changed ones that cost less to write again than to jump over. */
const BRIDGE = 4

/**
 * The bytes that turn what the terminal shows into `next`: nothing for equal surfaces. `sgr` gives the parameters of a
 * style. `shown` null, or of another size, draws everything.
 */
export function diffSurfaces(shown: Surface | null, next: Surface, sgr: (style: number) => string): string {
  const all = !shown || shown.width !== next.width || shown.height !== next.height
  let bytes = all ? '\x1b[0m\x1b[2J' : ''
  let style = -1
  for (let y = 0; y < next.height; y++) {
    const base = y * next.width
    let x = 0
    while (x < next.width) {
      const from = nextChange(shown, next, base, x, all)
      if (from < 0) break
      const to = endOfRun(shown, next, base, from, all)
      bytes += `\x1b[${y + 1};${from + 1}H`
      for (let i = base + from; i < base + to; i++) {
        if (next.style[i] !== style) {
          style = next.style[i]!
          bytes += `\x1b[0${sgr(style)}m`
        }
        const text = next.text[i]!
        bytes += text
        // Terminals disagree on how wide a sequence of code points is, so what follows is placed anew.
        if (text.length > 1 && i + 1 < base + to) bytes += `\x1b[${nextColumn(next, i) - base + 1}G`
      }
      x = to
    }
  }
  return bytes === '' ? '' : `${BEGIN}${bytes}\x1b[0m${END}`
}

function differs(shown: Surface | null, next: Surface, i: number, all: boolean): boolean {
  if (all) return next.text[i] !== ' ' || next.style[i] !== 0
  return shown!.text[i] !== next.text[i] || shown!.style[i] !== next.style[i]
}

/** Column of the next cell to write; the second half of a wide grapheme is written with its first. */
function nextChange(shown: Surface | null, next: Surface, base: number, from: number, all: boolean): number {
  for (let x = from; x < next.width; x++) {
    if (!differs(shown, next, base + x, all)) continue
    return next.text[base + x] === '' && x > 0 ? x - 1 : x
  }
  return -1
}

function nextColumn({ text }: Surface, i: number): number {
  return text[i + 1] === '' ? i + 2 : i + 1
}

function endOfRun(shown: Surface | null, next: Surface, base: number, from: number, all: boolean): number {
  let end = from + 1
  for (let x = from + 1; x < next.width && x - end <= BRIDGE; x++) {
    if (differs(shown, next, base + x, all)) end = x + 1
  }
  // A run must not end between the two cells of a wide grapheme.
  while (end < next.width && next.text[base + end] === '') end++
  return end
}
