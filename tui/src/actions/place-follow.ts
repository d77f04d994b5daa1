import { defineAction } from '../define-action.ts'

export default defineAction({
  id: 'place.follow',
  title: 'Go where somebody else is',
  keys: ['F'],
  everywhere: true,
  disabled: ({ sources }) =>
    !sources.others.some(({ client, place }) => client !== 'engine' && place) && 'Nobody else is here',
  async run(context) {
    const others = context.sources.others.filter(({ client, place }) => client !== 'engine' && place).slice(0, 9)
    const choices = others.map(({ user, place }, i) => ({
      key: String(i + 1),
      value: String(i),
      title: `${user.name} in ${place!.panel}`,
    }))
    const chosen = others.length === 1 ? '0' : await context.choose('Whom?', choices)
    const place = chosen === null ? null : others[Number(chosen)]?.place
    if (!place) return
    if (place.path) context.visit({ path: place.path, line: place.line ?? 1 })
    else context.show(place.panel)
  },
})
