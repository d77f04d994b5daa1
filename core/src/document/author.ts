import { shape, text } from './check.ts'

/** Check of the `Author` that the server stamps on what people do. */
export const author = shape({ id: text, name: text })
