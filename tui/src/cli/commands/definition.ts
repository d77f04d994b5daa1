import { defineCommand } from '../define-command.ts'
import { answerPlaces, PLACE_OPTIONS } from '../places.ts'

export default defineCommand({
  id: 'definition',
  summary: 'Find where the name at a place is defined',
  arguments: [{ name: 'place', summary: '<path>:<line>:<column>, counted from 1', completes: 'path' }],
  options: PLACE_OPTIONS,
  examples: [
    { run: 'tlc definition src/app.ts:10:5', what: 'print the places of the definition' },
    { run: 'tlc definition --batch --json < places.ndjson', what: 'answer many requests by one start' },
  ],
  run: (context) => answerPlaces('symbols.definition', context),
})
