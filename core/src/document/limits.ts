import { textOf } from './check.ts'

/** What people may write at most, in characters. */
export const title = textOf(1, 200)
export const reason = textOf(0, 2_000)
export const words = textOf(1, 20_000)
export const id = textOf(1, 128)
