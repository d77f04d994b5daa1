/** What stands for a character that a terminal without Unicode cannot show, in as many columns. */
export function asciiOf(grapheme: string, width: number): string {
  const known = STAND_INS[grapheme]
  if (known) return known
  // Accented letters keep their letter.
  const bare = grapheme.normalize('NFKD').replace(/\p{M}/gu, '')
  return /^[\x20-\x7e]$/.test(bare) ? bare : '?'.repeat(width)
}

const STAND_INS: Record<string, string> = {
  '…': '~',
  '→': '>',
  '×': 'x',
  '·': '.',
  '•': '*',
  '–': '-',
  '—': '-',
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '─': '-',
  '│': '|',
  '✓': 'x',
  '✗': '!',
  '●': '*',
}
