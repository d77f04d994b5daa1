/** `tlc-ignore <rule id>: <reason>` in a comment silences the rule on its own line, or on the next if it stands alone. */
const DIRECTIVE = /tlc-ignore\s+([\w-]+\/[\w-]+(?:\s*,\s*[\w-]+\/[\w-]+)*)\s*:\s*\S/

// What other scanners take for "somebody looked at this": people mark a line once.
const SECURITY_MARK =
  /\b(?:nosec|NOSONAR|nosemgrep)\b|noqa:[^\n]*\bS\d{3}|eslint-disable[^\n]*\b(?:no-eval|no-new-func|no-implied-eval|detect-)/

const MARK = 'tlc-ignore'

/**
 * Reads the suppressions of a file. A directive without a reason silences nothing.
 *
 * @param line text of a line, counted from 1
 */
export function suppressionsOf(source: string, line: (number: number) => string) {
  // Hardly any file has one, and a search of the text is the cheapest way to know.
  const marked = source.includes(MARK)
  return (rule: string, at: number): boolean => {
    if (rule.startsWith('security/') && (SECURITY_MARK.test(line(at)) || isMarkAlone(line(at - 1)))) return true
    return marked && (names(line(at), rule) || (at > 1 && names(line(at - 1), rule)))
  }
}

function isMarkAlone(text: string): boolean {
  return /^\s*(?:#|\/\/|\/\*)/.test(text) && SECURITY_MARK.test(text)
}

function names(text: string, rule: string): boolean {
  const rules = DIRECTIVE.exec(text)?.[1]
  return rules?.split(',').some((id) => id.trim() === rule) === true
}
