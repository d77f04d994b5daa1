/**
 * Normalised discounted cumulative gain with gains of 0 and 1 (Järvelin and Kekäläinen, 2002): what is at rank r gains
 * 1 / log2(r + 1), divided by what the best order of `relevant` answers would gain. `ranks` count from 1; a rank that
 * several answers share gains once. 0 to 1; 0 when nothing is relevant.
 */
export function ndcg(ranks: readonly number[], relevant: number, limit = 10): number {
  const gained = [...new Set(ranks)].filter((rank) => rank <= limit).reduce((sum, rank) => sum + gainAt(rank), 0)
  let most = 0
  for (let rank = 1; rank <= Math.min(limit, relevant); rank++) most += gainAt(rank)
  return most === 0 ? 0 : gained / most
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function gainAt(rank: number): number {
  return 1 / Math.log2(rank + 1)
}
