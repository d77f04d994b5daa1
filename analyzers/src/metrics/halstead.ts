/**
 * Halstead's volume in bits, N log2 n: all operators and operands, times the bits that tell the distinct ones apart
 * (M. H. Halstead, "Elements of Software Science", 1977). Operators are the tokens, operands the names and literals.
 */
export function halsteadVolume(counts: { total: number; distinct: number }): number {
  return counts.total * Math.log2(Math.max(counts.distinct, 1))
}
