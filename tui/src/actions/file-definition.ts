import type { Target } from '@tlc/core/engine/answers'
import { identifiers } from '../app/identifiers.ts'
import { defineAction } from '../define-action.ts'
import type { FilesModel } from '../panels/files.ts'

/** Names that a question offers; more do not fit on a line. */
const MOST_NAMES = 9
const NO_NAMES: ReadonlySet<string> = new Set(['keyword', 'string', 'comment', 'number'])

export default defineAction<FilesModel>({
  id: 'file.definition',
  title: 'definition',
  keys: ['d'],
  async run(context) {
    const { code, selected } = context.model
    const line = code?.lines.get(selected + 1)
    if (!code || !line) return
    // Words of the language, texts and comments are defined nowhere.
    const isName = ({ column }: { column: number }) =>
      !line.tokens?.some(([start, end, kind]) => NO_NAMES.has(kind) && start < column && column <= end)
    const names = identifiers(line.text).filter(isName).slice(0, MOST_NAMES)
    if (names.length === 0) {
      context.say('There is no name on this line')
      return
    }
    const choices = names.map(({ name }, i) => ({ key: String(i + 1), value: String(i), title: name }))
    const chosen = names.length === 1 ? '0' : await context.choose('Which?', choices)
    const name = chosen === null ? undefined : names[Number(chosen)]
    if (!name) return
    const place = { path: code.path, line: selected + 1, column: name.column }
    const { targets } = await context.request<{ targets: Target[] }>('symbols.definition', place)
    const [target] = targets
    if (!target) context.say(`No definition of ${name.name} in this project`)
    else context.visit({ path: target.path, line: target.line })
    if (targets.length > 1)
      context.say(`${name.name}: the nearest of ${targets.length} definitions (${target!.certainty})`)
  },
})
