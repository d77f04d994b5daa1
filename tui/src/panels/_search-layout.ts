import type { View } from '../define-panel.ts'

/** Rows above the list: the query, and how much is searchable. */
export const HEAD_ROWS = 2
/** From here on the preview stands beside the list. */
const WIDE = 120
/** A wider preview serves nobody: lines of code are shorter. */
const MOST_WIDE = 96
/** The line between list and preview, and a blank on both sides. */
export const BORDER_WIDTH = 3
/** A panel of fewer rows has no preview below. */
const TALL = 12

export interface Area {
  width: number
  height: number
}

/** Where list and preview stand; a panel that is too low has no preview. */
export function layout({ width, height }: Pick<View, 'width' | 'height'>): { list: Area; preview: Area | null } {
  const rows = Math.max(1, height - HEAD_ROWS)
  if (width >= WIDE) {
    const previewWidth = Math.min(MOST_WIDE, Math.floor((width - BORDER_WIDTH) / 2))
    return {
      list: { width: width - BORDER_WIDTH - previewWidth, height: rows },
      preview: { width: previewWidth, height: rows },
    }
  }
  if (height < TALL) return { list: { width, height: rows }, preview: null }
  // The same for any number of hits, so that nothing jumps while one types.
  const listHeight = Math.floor(rows / 2)
  return { list: { width, height: listHeight }, preview: { width, height: rows - listHeight - 1 } }
}

/** Cells of the preview, or of the panel where it has none. */
export function previewSize(view: Pick<View, 'width' | 'height'>): Area {
  return layout(view).preview ?? view
}
