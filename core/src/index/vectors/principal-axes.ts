/** Directions, one after the other in `values`, each as long as the vectors. */
export interface Axes {
  count: number
  dimensions: number
  values: Float32Array
}

const ROUNDS = 8
const ROWS_A_STEP = 16
/** Shorter than this a direction is noise: the sample does not reach so far. */
const SHORTEST = 1e-9

/**
 * The orthonormal directions along which the sample is longest, from the origin: scalar products change least when only
 * these are kept. By orthogonal iteration (Golub and Van Loan, Matrix Computations, 8.2.4) from a fixed start, so the same
 * sample has the same axes. Yields every millisecond or so.
 */
export function* principalAxes(sample: readonly Float32Array[], dimensions: number, count: number): Generator<void, Axes> {
  const moments = new Float64Array(dimensions * dimensions)
  for (const [n, row] of sample.entries()) {
    for (let i = 0; i < dimensions; i++) {
      const value = row[i]!
      for (let j = 0; j < dimensions; j++) moments[i * dimensions + j]! += value * row[j]!
    }
    if (n % ROWS_A_STEP === 0) yield
  }
  const random = sequence()
  let axes = Array.from({ length: count }, () => Float64Array.from({ length: dimensions }, random))
  for (let round = 0; round < ROUNDS; round++) {
    const next: Float64Array[] = []
    for (const axis of axes) {
      const turned = times(moments, axis)
      for (const other of next) subtractAlong(turned, other)
      const length = Math.hypot(...turned)
      next.push(turned.map((value) => (length < SHORTEST ? 0 : value / length)))
      yield
    }
    axes = next
  }
  const values = new Float32Array(count * dimensions)
  for (const [n, axis] of axes.entries()) values.set(axis, n * dimensions)
  return { count, dimensions, values }
}

/** How far a vector goes along each axis. */
export function alongAxes({ count, dimensions, values }: Axes, vector: ArrayLike<number>, scale = 1): number[] {
  const along = new Array<number>(count)
  for (let n = 0; n < count; n++) {
    const from = n * dimensions
    let sum = 0
    for (let i = 0; i < dimensions; i++) sum += values[from + i]! * vector[i]!
    along[n] = sum * scale
  }
  return along
}

function times(matrix: Float64Array, vector: Float64Array): Float64Array {
  const size = vector.length
  const product = new Float64Array(size)
  for (let i = 0; i < size; i++) {
    let sum = 0
    for (let j = 0; j < size; j++) sum += matrix[i * size + j]! * vector[j]!
    product[i] = sum
  }
  return product
}

function subtractAlong(vector: Float64Array, axis: Float64Array): void {
  let along = 0
  for (let i = 0; i < axis.length; i++) along += vector[i]! * axis[i]!
  for (let i = 0; i < axis.length; i++) vector[i]! -= along * axis[i]!
}

/** Numbers from -0.5 to 0.5, the same ones each time (the generator of Numerical Recipes, 7.1.4). */
function sequence(): () => number {
  let state = 1
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32 - 0.5
  }
}
