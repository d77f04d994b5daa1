let ids: ReadonlySet<string> = new Set()

/** Ids of the languages that have a grammar; none before `loadGrammars`. The same set until then, and from then on. */
export function grammars(): ReadonlySet<string> {
  return ids
}

/** The definitions are far more than a screen needs at its start, so whoever may filter by them loads them. */
export async function loadGrammars(): Promise<void> {
  if (ids.size > 0) return
  const { languages } = await import('@tlc/analyzers/languages.generated')
  ids = new Set(languages.map(({ id }) => id))
}
