import { defineCollection } from '../define-collection.ts'

/** The text of a notes or file room, typed by everybody in it. */
export default defineCollection({ key: 'content', room: 'notes', writer: 'editors', shape: 'text' })
