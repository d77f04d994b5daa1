import type { SearchHit } from '@tlc/core/index/contract'
import type { View } from '../define-panel.ts'
import { EMPTY_LINE, fitLine, type Line, line, type Role, span } from '../screen/line.ts'
import { fit, truncateStart, wrap } from '../screen/width.ts'
import { codeSpans } from './_code.ts'
import { placeOf } from './_search-lines.ts'
import type { Preview, SearchModel } from './_search-model.ts'
import { textLines } from './_search-text.ts'

interface Size {
  width: number
  height: number
}

/** UTF-16 units of one column at most, for what anybody writes; of a line of 16 KB the rest is not looked at. */
const MOST_UNITS = 8

/** The selected hit: why it is there, and its lines. */
export function previewLines(model: SearchModel, view: View, size: Size): Line[] {
  const { current, explain, preview, previewFault, text } = model
  if (!current) return []
  const reasons = explain ? explanation(model, current, size.width) : []
  const height = size.height - 1 - reasons.length
  const lines = text ? textLines(text, height) : codeLines(preview, previewFault, view, { width: size.width, height })
  return [headLine(current, explain, size.width), ...reasons, ...lines].slice(0, size.height)
}

function headLine(hit: SearchHit, explain: boolean, width: number): Line {
  const why = explain ? '' : hit.why.join('; ')
  const place = truncateStart(placeOf(hit), why === '' ? width : Math.floor(width * 0.6))
  return fitLine(line(span(place, 'title'), span(`  ${why}`, 'dim')), width)
}

function explanation({ answer }: SearchModel, { score, why }: SearchHit, width: number): Line[] {
  const { queryClass, expansion } = answer!
  const paragraph = (text: string, role: Role): Line[] =>
    wrap(text, Math.max(10, width - 4)).map((each, i) => line(span(i === 0 ? ' - ' : '   ', 'dim'), span(each, role)))
  return [
    line(span(` Score ${score.toFixed(3)}, read as ${QUERY_CLASSES[queryClass]}`, 'strong')),
    ...why.flatMap((each) => paragraph(each, 'text')),
    ...expansion.flatMap(({ term, weight, because }) =>
      paragraph(`also ${term} at ${weight.toFixed(2)}: ${because}`, 'dim'),
    ),
    EMPTY_LINE,
  ]
}

const QUERY_CLASSES = {
  symbol: 'a name',
  path: 'a path',
  question: 'a question',
  error: 'an error message',
} as const satisfies Record<string, string>

/** The lines of the hit have a mark in the gutter, those around it have none. */
function codeLines(preview: Preview | null, fault: string | null, { theme }: View, { width, height }: Size): Line[] {
  if (fault !== null) return [EMPTY_LINE, line(span(` Not shown (r asks again): ${fault}`, 'error'))]
  if (!preview) return []
  const { hit, lines } = preview
  if (lines.skipped) return [EMPTY_LINE, line(span(` Not shown: the file is ${lines.skipped}.`, 'warning'))]
  const digits = Math.max(3, String(lines.from + lines.lines.length).length)
  return lines.lines.slice(0, Math.max(0, height)).map((text, i) => {
    const number = lines.from + i
    const own = number >= hit.startLine && number <= hit.endLine
    return fitLine(
      line(
        span(`${fit(String(number), digits, 'right')} `, 'dim'),
        span(own ? theme.glyphs.vertical : ' ', 'accent'),
        ' ',
        ...codeSpans(text.slice(0, width * MOST_UNITS), lines.tokens[i]),
      ),
      width,
    )
  })
}
