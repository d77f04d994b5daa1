import type { Reach } from './reach.ts'
import { type Definition, FOREIGN, found, type Known, type Resolution, UNKNOWN, unique } from './resolution.ts'

/** What the name of an argument stands for in a call of these: a parameter, or a field that a record is made of. */
export async function argumentNamed(
  { values }: Known,
  { name, steps }: { name: string; steps: number },
  reach: Reach,
): Promise<Resolution> {
  const definitions: Definition[] = []
  for (const value of values) {
    if (value.kind === 'function') {
      definitions.push(...value.file.member(value.binding, name).map((binding) => ({ file: value.file, binding })))
    } else if (value.kind === 'class') {
      definitions.push(...(await constructorArgument(value, { name, steps }, reach)))
    }
  }
  if (definitions.length > 0) return { ...found(unique(definitions)), certainty: 'certain' }
  return values.length > 0 && values.every(({ kind }) => kind === 'foreign') ? FOREIGN : UNKNOWN
}

async function constructorArgument(
  value: Definition,
  { name, steps }: { name: string; steps: number },
  reach: Reach,
): Promise<Definition[]> {
  for (const maker of value.file.rules.constructors ?? []) {
    const { definitions } = await reach.member(value, maker, steps)
    const parameters = definitions.flatMap(({ file, binding }) =>
      file.member(binding, name).map((parameter) => ({ file, binding: parameter })),
    )
    if (parameters.length > 0) return parameters
  }
  // A record's fields are what its constructor takes.
  return (await reach.member(value, name, steps)).definitions
}
