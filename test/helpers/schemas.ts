import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { ROOT } from './sources.ts'

/** What `value` has against a schema of `core/schemas`; empty when it fits. */
export function schemaProblems(name: string, value: unknown): string[] {
  return problems(JSON.parse(readFileSync(join(ROOT, `core/schemas/${name}.schema.json`), 'utf8')), value)
}

/** What `value` has against the published JSON Schema of SARIF 2.1.0. */
export function sarifProblems(value: unknown): string[] {
  const entry = createRequire(import.meta.url).resolve('@microsoft/jest-sarif')
  const schema = JSON.parse(readFileSync(join(entry, '../schemas/sarif-2.1.0-rtm.5.json'), 'utf8'))
  // Draft 4 as it was published; what it uses means the same in draft 7 but for the name of `$id`.
  const { id, $schema, ...draft7 } = schema
  return problems({ ...draft7, $id: id }, value)
}

function problems(schema: object, value: unknown): string[] {
  const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false, unicodeRegExp: false })
  const check = ajv.compile(schema)
  if (check(value)) return []
  return (check.errors ?? []).slice(0, 10).map(({ instancePath, message }) => `${instancePath} ${message}`)
}
