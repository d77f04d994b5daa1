/**
 * SQL that lifts the tables from version `index + 1` to the next. Append only: a store of any older version passes
 * through all that follow. What cannot be computed from the rows at hand is left empty, and the files concerned get an
 * empty hash, so that they are analysed again.
 */
export const migrations: readonly string[] = [
  `CREATE TABLE fixes ("id" VARCHAR, "fingerprint" VARCHAR, "error" VARCHAR, "command" VARCHAR, "kind" VARCHAR,
     "files" VARCHAR, "commands" VARCHAR, "made_at" DOUBLE, "last_at" DOUBLE, "tried" INTEGER, "worked" INTEGER,
     "misled" INTEGER);
   CREATE TABLE open_cases ("id" VARCHAR, "command" VARCHAR, "fingerprint" VARCHAR, "error" VARCHAR,
     "opened_at" DOUBLE, "last_at" DOUBLE, "mark" VARCHAR, "last_mark" VARCHAR, "advised" VARCHAR, "change" VARCHAR);
   CREATE TABLE votes ("id" VARCHAR, "target" VARCHAR, "name" VARCHAR, "query" VARCHAR, "useful" BOOLEAN,
     "author" VARCHAR, "made_at" DOUBLE)`,
]
