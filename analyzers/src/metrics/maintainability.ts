/**
 * Microsoft's maintainability index, 0 (worst) to 100: max(0, (171 - 5.2 ln V - 0.23 CC - 16.2 ln LOC) * 100 / 171)
 * ("Code metrics - Maintainability index range and meaning", Visual Studio documentation, after Oman and Hagemeister 1992).
 *
 * @param volume Halstead's, in bits
 * @param cyclomatic of all code together
 * @param codeLines lines of code; a file without any has index 100
 */
export function maintainabilityIndex(volume: number, cyclomatic: number, codeLines: number): number {
  if (codeLines === 0) return 100
  const index =
    ((171 - 5.2 * Math.log(Math.max(volume, 1)) - 0.23 * cyclomatic - 16.2 * Math.log(codeLines)) * 100) / 171
  return Math.round(Math.min(100, Math.max(0, index)) * 100) / 100
}
