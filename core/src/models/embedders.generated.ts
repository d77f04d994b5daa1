// Written by `npm run generate` from the files that define the entries. Do not edit.
import entry0 from './embedders/all-minilm-l6-v2-int8.ts'
import entry1 from './embedders/openai-endpoint.ts'

export const embedders = [
  entry0,
  entry1,
]
