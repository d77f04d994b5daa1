/** An answer that comes in pages. */
export interface Page {
  /** Cursor of the next page; null after the last. */
  next: string | null
}

/** Asks for page after page until the last one. The next page is asked for while the caller works on this one. */
export async function* allPages<Answer extends Page>(
  ask: (after: string | undefined) => Promise<Answer>,
): AsyncGenerator<Answer> {
  let coming = ask(undefined)
  for (;;) {
    const page = await coming
    if (page.next === null) {
      yield page
      return
    }
    coming = ask(page.next)
    // A caller that stops early leaves this one unawaited.
    coming.catch(() => {})
    yield page
  }
}
