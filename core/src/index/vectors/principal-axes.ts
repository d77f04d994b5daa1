/** Directions, one after the other in `values`, each as long as the vectors. */
export interface Axes {
  count: number
  dimensions: number
  values: Float32Array
}

const ROUNDS = 8
const ROWS_A_STEP = 4
/** Shorter than this a direction is noise: the sample does not reach so far. */
const SHORTEST = 1e-9

/**
 * The orthonormal directions along which the sample is longest, from the origin: scalar products change least when only
 * these are kept. By orthogonal iteration (Golub and Van Loan, Matrix Computations, 8.2.4) from a fixed start, so the same
 * sample has the same axes. Yields every millisecond or so.
 */
export function* principalAxes(
  sample: Iterable<{ scale: number; values: Int8Array }>,
  dimensions: number,
  count: number,
): Generator<void, Axes> {
  const moments = new Float64Array(dimensions * dimensions)
  let rows = 0
  for (const row of sample) {
    addMoments(moments, row)
    if (++rows % ROWS_A_STEP === 0) yield
  }
  for (let i = 0; i < dimensions; i++) {
    for (let j = 0; j < i; j++) moments[i * dimensions + j] = moments[j * dimensions + i]!
  }
  const random = sequence()
  let axes = Array.from({ length: count }, () => Float64Array.from({ length: dimensions }, random))
  for (let round = 0; round < ROUNDS; round++) {
    const next: Float64Array<ArrayBuffer>[] = []
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

/** Adds the products of each two values, in the upper half. */
function addMoments(moments: Float64Array, { scale, values }: { scale: number; values: Int8Array }): void {
  const { length } = values
  for (let i = 0; i < length; i++) {
    const value = values[i]! * scale * scale
    for (let j = i; j < length; j++) moments[i * length + j]! += value * values[j]!
  }
}

function times(matrix: Float64Array, vector: Float64Array): Float64Array<ArrayBuffer> {
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
