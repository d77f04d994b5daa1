import { handedParts } from '@tlc/analyzers/bindings'
import type { LoadedFile } from './loaded-file.ts'
import type { Reach } from './reach.ts'
import { type FunctionValue, instances, type Known, type Value } from './resolution.ts'

const MOST_VALUES = 4

/**
 * What a function that is an argument gets, by the types of what is called: an object of what the parameter, a function,
 * says that it takes.
 */
export async function handedValue(
  { file, operand, steps }: { file: LoadedFile; operand: number; steps: number },
  reach: Reach,
): Promise<Known> {
  const { callee, argument, parameter } = handedParts(operand)
  const takers = await functionsOf((await reach.value(file, callee, steps + 1)).values, steps, reach)
  const given = await functionsOf(await parametersAt(takers, argument, steps, reach), steps, reach)
  const values = await parametersAt(given, parameter, steps, reach)
  return { values: instances(values).slice(0, MOST_VALUES), inferred: true }
}

/** What the parameters at a position are said to be. */
async function parametersAt(
  functions: readonly FunctionValue[],
  position: number,
  steps: number,
  reach: Reach,
): Promise<Value[]> {
  const values: Value[] = []
  for (const { file, binding } of functions) {
    const type = file.parameterAt(binding, position)?.type ?? -1
    values.push(...(await reach.value(file, type, steps + 1)).values)
  }
  return values
}

/** Functions as they are, what makes the objects of a class, and what the name of a type stands for. */
async function functionsOf(values: readonly Value[], steps: number, reach: Reach): Promise<FunctionValue[]> {
  const functions: FunctionValue[] = []
  for (const value of values.slice(0, MOST_VALUES)) {
    if (value.kind === 'function') functions.push(value)
    if (value.kind === 'class') {
      for (const maker of value.file.rules.constructors ?? []) {
        const { definitions } = await reach.member(value, maker, steps + 1)
        functions.push(...definitions.map((one) => ({ ...one, kind: 'function' as const })))
      }
    }
    if (value.kind !== 'class' && value.kind !== 'instance') continue
    for (const base of value.file.binding(value.binding).bases) {
      const known = await reach.value(value.file, base, steps + 1)
      functions.push(...known.values.filter((one) => one.kind === 'function'))
    }
  }
  return functions
}
