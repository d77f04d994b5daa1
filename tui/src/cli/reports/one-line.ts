/**
 * A name as it can stand in a line for people: a line feed, another control character or one that turns the direction of
 * what follows is written as JSON does.
 */
export function oneLine(text: string): string {
  return text.replace(/[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]/g, (character) => {
    const written = JSON.stringify(character).slice(1, -1)
    return written.length > 1 ? written : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
}
