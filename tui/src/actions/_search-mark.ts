import type { AppContext } from '../app/context.ts'
import { markKey } from '../panels/_search-model.ts'
import type { SearchModel } from '../panels/search.ts'

/** Says what the person thinks of the selected hit: it moves ranks, within bounds, for everybody in the project. */
export async function markHit(context: AppContext<SearchModel>, useful: boolean): Promise<void> {
  const { current, parsed, marks } = context.model
  if (!current) return
  const { path: target, name } = current
  const given = await context.intent('feedback-give', { target, name, query: parsed.words, useful })
  if (!given) return
  context.state.marks = new Map([...marks, [markKey(current), useful]])
  context.say(`Noted: ${name || target} is ${useful ? 'useful' : 'not useful'} here`)
}
