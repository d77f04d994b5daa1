import { styleText } from 'node:util'
import type { Output } from './define-command.ts'

type Format = Parameters<typeof styleText>[0]

/** Colours text when the output shows colours. */
export function styler(out: Output): (format: Format, text: string) => string {
  return (format, text) => (out.colour ? styleText(format, text, { validateStream: false }) : text)
}
