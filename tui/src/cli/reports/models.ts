import type { ModelState } from '@tlc/core/models/model-states'
import type { styler } from '../style.ts'
import { oneLine } from './one-line.ts'

const COLOURS = { installed: 'green', missing: 'yellow', damaged: 'red' } as const
const ADVICE = {
  installed: '',
  missing: 'Run `tlc models add` to search by meaning too; words and symbols are searched without it.',
  damaged: 'Run `tlc models add` to fetch it again.',
}

/** One paragraph a model. */
export function modelsText(models: ModelState[], style: ReturnType<typeof styler>): string {
  return models.map((model) => modelText(model, style)).join('\n')
}

/** In MB of a million bytes, as downloads show it. */
export function byteCount(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`
}

function modelText(model: ModelState, style: ReturnType<typeof styler>): string {
  const { id, title, licence, state, bytes, folder, source, message, chosen } = model
  return [
    `${id}  ${style(COLOURS[state], state)}${chosen ? `, ${state === 'installed' ? 'used' : 'wanted'} for search` : ''}`,
    `  ${title}, ${licence}, ${byteCount(bytes)}`,
    ...(source === '' ? [] : [`  from ${oneLine(source)}`]),
    ...(state === 'missing' ? [] : [`  in ${oneLine(folder)}`]),
    ...(message === '' ? [] : [`  ${oneLine(message)}`]),
    ...(ADVICE[state] === '' ? [] : [`  ${ADVICE[state]}`]),
    '',
  ].join('\n')
}
