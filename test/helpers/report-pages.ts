import type { ReportPage } from '@tlc/core/engine/answers'

/** Two pages of a small project, as the daemon hands them over. */
export function reportPages(): ReportPage[] {
  const whole = {
    project: {
      name: 'shop',
      languages: [
        { language: 'python', files: 2, lines: 120 },
        { language: 'md', files: 1, lines: 10 },
      ],
    },
    message: '',
    elapsedMs: 1234.5,
    parsed: 2,
    peakRssMb: 99,
  }
  const tangled = { name: 'price', line: 3, endLine: 80, cyclomatic: 24, cognitive: 31, nesting: 4, parameters: 5 }
  const plain = { name: 'tax', line: 82, endLine: 84, cyclomatic: 1, cognitive: 0, nesting: 0, parameters: 1 }
  const file = {
    path: 'shop/cart.py',
    language: 'python',
    lines: 100,
    code: 80,
    comments: 10,
    maintainability: 41.5,
    functions: [tangled, plain],
  }
  const finding = {
    rule: 'security/eval-call',
    path: 'shop/a b#.py',
    line: 7,
    column: 5,
    endLine: 7,
    message: 'runs "text" as code',
    cwe: [95],
  }
  return [
    {
      ...whole,
      files: [file],
      findings: [{ ...finding, severity: 'info' }],
      skipped: [{ path: 'logo.png', reason: 'binary' }],
      next: 'shop/cart.py',
    },
    {
      ...whole,
      files: [
        { path: 'README.md', language: 'md', lines: 10, code: 8, comments: 0, maintainability: null, functions: [] },
      ],
      findings: [{ ...finding, severity: 'error' }],
      skipped: [],
      next: null,
    },
  ]
}

export async function* inTurn<Item>(items: Item[]): AsyncGenerator<Item> {
  yield* items
}
