/** Puts text on the clipboard of the terminal, also over SSH (xterm's OSC 52). A terminal that does not know it shows nothing. */
export function clipboardSequence(text: string): string {
  return `\x1b]52;c;${Buffer.from(text).toString('base64')}\x07`
}
