import { panels } from '../panels.generated.ts'

/** The panel `step` tabs further, around the end. */
export function neighbourPanel(id: string, step: number): string {
  const tabs = panelTabs()
  const at = tabs.findIndex((panel) => panel.id === id)
  return tabs[(at + step + tabs.length) % tabs.length]!.id
}

export function panelAt(order: number): string | undefined {
  return panelTabs().find((panel) => panel.order === order)?.id
}

// Sorted at each call: panels import actions that import this, so at load time the registry may not be there yet.
function panelTabs() {
  return [...panels].sort((a, b) => a.order - b.order)
}
