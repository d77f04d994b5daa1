import { type Axes, alongAxes, principalAxes } from '@tlc/core/index/vectors/principal-axes'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { random } from '../../../helpers/random.ts'

const DIMENSIONS = 24
const test = suite('core/index/vectors/principal-axes')

/** Rows that reach 100 along the first two of the given directions and 1 along the others. */
function rows(count: number, along: (i: number) => number) {
  const next = random(5)
  return Array.from({ length: count }, () => ({
    scale: 0.01,
    values: Int8Array.from({ length: DIMENSIONS }, (_, i) => ((next(2_000) - 1_000) / 1_000) * along(i)),
  }))
}

function axesOf(sample: ReturnType<typeof rows>, count: number): Axes {
  const steps = principalAxes(sample, DIMENSIONS, count)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

function axis({ values, dimensions }: Axes, n: number): Float32Array {
  return values.subarray(n * dimensions, (n + 1) * dimensions)
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Array.from(a).reduce((sum, value, i) => sum + value * b[i]!, 0)
}

test('axes have length 1 and stand upright on each other', () => {
  const axes = axesOf(
    rows(200, (i) => 100 - 4 * i),
    6,
  )
  for (let a = 0; a < 6; a++) {
    for (let b = 0; b < 6; b++) assert.ok(Math.abs(dot(axis(axes, a), axis(axes, b)) - Number(a === b)) < 1e-5)
  }
})

test('they point where the sample reaches far, so that scalar products stay', () => {
  const sample = rows(300, (i) => (i === 7 || i === 19 ? 100 : 3))
  const axes = axesOf(sample, 2)
  for (const direction of [7, 19]) {
    const reach = Math.hypot(axis(axes, 0)[direction]!, axis(axes, 1)[direction]!)
    assert.ok(reach > 0.99, `${direction}: ${reach}`)
  }
  const [a, b] = [sample[3]!.values, sample[8]!.values]
  assert.ok(Math.abs(dot(alongAxes(axes, a), alongAxes(axes, b)) - dot(a, b)) < 150)
})

test('the same sample has the same axes', () => {
  const sample = rows(50, (i) => 5 * i)
  assert.equal(axesOf(sample, 4), axesOf(sample, 4))
})

test('a sample that does not reach into so many directions has no numbers that are none', () => {
  for (const sample of [[], rows(3, () => 0), rows(2, () => 90)]) {
    assert.ok(axesOf(sample, 10).values.every(Number.isFinite))
  }
})

test.run()
