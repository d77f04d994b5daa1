/**
 * SQL that lifts the tables from version `index + 1` to the next. Append only: a store of any older version passes
 * through all that follow. What cannot be computed from the rows at hand is left empty, and the files concerned get an
 * empty hash, so that they are analysed again.
 */
export const migrations: readonly string[] = []
