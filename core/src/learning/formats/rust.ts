import { defineErrorFormat, type RawError } from './_define-error-format.ts'

/** The compiler's and cargo's errors, and panics. */
export default defineErrorFormat({
  id: 'rust',
  ecosystem: 'rust',
  rank: 0,
  programs: /^(?:cargo|rustc|rustup|clippy-driver)$/,
  find(lines) {
    const errors: RawError[] = []
    for (const [index, line] of lines.entries()) {
      const compiled = /^error(?:\[(E\d{4}|[a-z_:]+)\])?: (.+)$/.exec(line)
      if (
        compiled &&
        !/^(?:aborting due|could not compile|test failed|\d+ targets? failed|process didn't exit|build failed|doctest failed)/.test(
          compiled[2]!,
        )
      )
        errors.push(compilerError(lines, index, compiled[1] ?? '', compiled[2]!))
      const panic = /^thread '([^']*)'(?: \(\d+\))? panicked at (?:'(.+)', )?([^:,]+):\d+:\d+:?$/.exec(line)
      if (panic) {
        const message = panic[2] ?? panicText(lines, index + 1)
        const errorClass = /^assertion `?/.test(message) ? 'AssertionError' : 'panic'
        errors.push({ index, errorClass, message, place: `${panic[3]} ${panic[1]}` })
      }
    }
    return errors
  },
})

/** Under the place itself; what stands under `-` is only why. */
const LABEL = /^[\s|\d]*(?:[\s|-]*\^+)[\s-]* ((?:expected|cannot|can't|not found|.*not found|.*private)[^^]*)$/
const REASON = /^Caused by:|^\s{2,}(no matching package .+|failed to .+|feature .+)$/
const HELP = /^(?:\s*= )?help: ((?:consider|try|use|add|you might|borrow|clone|change|if you) .+)$/

/** The code, what it says, and the label below the arrows, which names the types. */
function compilerError(lines: readonly string[], index: number, code: string, said: string): RawError {
  const below = lines.slice(index + 1, index + 25)
  const end = below.findIndex((line) => /^(?:error|warning)/.test(line) || line.trim() === '')
  const own = end === -1 ? below : below.slice(0, end)
  const place = own.map((line) => /^\s*--> (.+?):\d+:\d+/.exec(line)?.[1]).find((path) => path) ?? ''
  const label = own.map((line) => LABEL.exec(line)?.[1]).find((text) => text)
  const reason = own.map((line) => REASON.exec(line)?.[1]).find((text) => text)
  const help = below
    .slice(0, end === -1 ? below.length : end + 8)
    .map((line) => HELP.exec(line)?.[1])
    .find((text) => text)
  // Of the compiler's proposal the words; its code is about names.
  const proposal = help?.replace(/`(?!#\[derive)[^`]*`/g, '').replace(/`#\[derive.*`/, 'derive')
  const message = [said, label ?? reason].filter((part) => part !== undefined).join('; ')
  return { index, errorClass: code, message, place, ...(proposal !== undefined && { proposal }) }
}

function panicText(lines: readonly string[], from: number): string {
  const text = lines.slice(from, from + 3).map((line) => line.trim())
  const end = text.findIndex((line) => /^(?:note: |stack backtrace|test |failures:)/.test(line))
  return (end === -1 ? text : text.slice(0, end)).filter((line) => line !== '').join(' ')
}
