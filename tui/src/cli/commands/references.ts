import { defineCommand } from '../define-command.ts'
import { answerPlaces, PLACE_OPTIONS } from '../places.ts'

export default defineCommand({
  id: 'references',
  summary: 'Find the uses of the name at a place',
  arguments: [{ name: 'place', summary: '<path>:<line>:<column>, counted from 1', completes: 'path' }],
  options: {
    ...PLACE_OPTIONS,
    all: { type: 'boolean', summary: 'Also what is called so on something that is not known' },
  },
  examples: [
    { run: 'tlc references src/app.ts:10:5', what: 'print the place of each use' },
    { run: 'tlc references --batch --json < places.ndjson', what: 'answer many requests by one start' },
  ],
  run: (context) => answerPlaces('symbols.references', context, { all: context.options.all === true }),
})
