/**
 * Common tables of the history queries, for `WITH`.
 * - `live`: changes of files that the project still has, under their present path.
 * - `shares`: what each person wrote in each file; `weight` counts added lines, or commits where nothing was added.
 * - `mains`: per file the person with the greatest share. Programs come last, so a bot leads only where nobody else did.
 */
export const LIVE_SQL = `
  live AS (
    SELECT t.commit, t.path, t.author, t.made_at, t.added, t.deleted, f.id AS file
    FROM touches t JOIN paths p ON p.id = t.path JOIN files f ON f.path = p.path
  )`

export const MAINS_SQL = `
  sums AS (
    SELECT l.path, l.author, sum(l.added) AS added, count(DISTINCT l.commit) AS commits FROM live l GROUP BY ALL
  ),
  shares AS (
    SELECT s.path, s.author, a.name, a.bot,
           CASE WHEN sum(s.added) OVER (PARTITION BY s.path, a.bot) > 0 THEN s.added ELSE s.commits END AS weight
    FROM sums s JOIN authors a ON a.id = s.author
  ),
  parts AS (
    SELECT path, author, name, bot, weight, weight / sum(weight) OVER (PARTITION BY path, bot) AS share FROM shares
  ),
  mains AS (
    SELECT path, author, name, bot, share FROM parts
    QUALIFY row_number() OVER (PARTITION BY path ORDER BY bot, weight DESC, name) = 1
  )`
