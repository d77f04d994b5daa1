import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { analyzerVersion } from '@tlc/analyzers/version'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite<{ folder: string }>('analyzers/version')
const sources = dirname(fileURLToPath(import.meta.resolve('@tlc/analyzers/version')))

test.before((context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'tlc-version-'))
})
test.after(({ folder }) => rmSync(folder, { recursive: true }))

test('the version is that of the code: another rule or another grammar gives another one', async ({ folder }) => {
  cpSync(sources, join(folder, 'src'), { recursive: true })
  cpSync(join(sources, '../package.json'), join(folder, 'package.json'))
  const copy: { analyzerVersion(): string } = await import(pathToFileURL(join(folder, 'src/version.ts')).href)
  const versions = [copy.analyzerVersion()]
  for (const path of ['src/rules/security/eval-call.ts', 'package.json']) {
    writeFileSync(join(folder, path), `${readFileSync(join(folder, path), 'utf8')} `)
    versions.push(copy.analyzerVersion())
  }
  assert.is(versions[0], analyzerVersion())
  assert.is(new Set(versions).size, 3)
})

test.run()
