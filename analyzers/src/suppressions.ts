/** `tlc-ignore <rule id>: <reason>` in a comment silences the rule on its own line, or on the next if it stands alone. */
const DIRECTIVE = /tlc-ignore\s+([\w-]+\/[\w-]+(?:\s*,\s*[\w-]+\/[\w-]+)*)\s*:\s*\S/

const MARK = 'tlc-ignore'

/**
 * Reads the suppressions of a file. A directive without a reason silences nothing.
 *
 * @param line text of a line, counted from 1
 */
export function suppressionsOf(source: string, line: (number: number) => string) {
  // Hardly any file has one, and a search of the text is the cheapest way to know.
  if (!source.includes(MARK)) return () => false
  return (rule: string, at: number): boolean => names(line(at), rule) || (at > 1 && names(line(at - 1), rule))
}

function names(text: string, rule: string): boolean {
  const rules = DIRECTIVE.exec(text)?.[1]
  return rules?.split(',').some((id) => id.trim() === rule) === true
}
