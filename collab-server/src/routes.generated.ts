// Written by `npm run generate` from the files that define the entries. Do not edit.
import entry0 from './routes/health.ts'
import entry1 from './routes/request.ts'
import entry2 from './routes/stop.ts'

export const routes = [
  entry0,
  entry1,
  entry2,
]
