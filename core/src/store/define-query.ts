import type { QueryDefinition } from './contract.ts'

/** One named query: `sql` with `$name` parameters, how they are bound, and what a row becomes. */
export function defineQuery<Parameters, Row>(
  definition: QueryDefinition<Parameters, Row>,
): QueryDefinition<Parameters, Row> {
  return definition
}
