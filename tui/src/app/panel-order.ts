import { panels } from '../panels.generated.ts'

const ordered = [...panels].sort((a, b) => a.order - b.order)

/** The panel `step` tabs further, around the end. */
export function neighbourPanel(id: string, step: number): string {
  const at = ordered.findIndex((panel) => panel.id === id)
  return ordered[(at + step + ordered.length) % ordered.length]!.id
}

export function panelAt(order: number): string | undefined {
  return ordered.find((panel) => panel.order === order)?.id
}
