// Checks types, style, generated files and boundaries side by side; exits 1 when one of them fails.
import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

interface Check {
  name: string
  command: string
  args: string[]
}

const root = join(import.meta.dirname, '..')
const bin = join(root, 'node_modules/.bin')

const checks: Check[] = [
  { name: 'types', command: join(bin, 'tsc'), args: ['-p', 'tsconfig.json'] },
  { name: 'lint and format', command: join(bin, 'biome'), args: ['check', '--error-on-warnings', '.'] },
  { name: 'generated files', command: process.execPath, args: ['.dev/generate.ts', '--check'] },
  { name: 'compiled kernel', command: process.execPath, args: ['.dev/kernel.ts', '--check'] },
  {
    name: 'tables of the README',
    command: process.execPath,
    args: ['--conditions=tlc-source', '.dev/readme.ts', '--check'],
  },
  ...readdirSync(join(root, 'test/boundaries'))
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => ({
      name: `boundary ${file.replace('.test.ts', '')}`,
      command: process.execPath,
      args: ['--conditions=tlc-source', `test/boundaries/${file}`],
    })),
]

const outcomes = await Promise.all(checks.map(run))
process.exitCode = outcomes.every(Boolean) ? 0 : 1

function run({ name, command, args }: Check): Promise<boolean> {
  const started = performance.now()
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    const output: Buffer[] = []
    child.stdout.on('data', (chunk) => output.push(chunk))
    child.stderr.on('data', (chunk) => output.push(chunk))
    child.on('error', (error) => output.push(Buffer.from(`${error.message}\n`)))
    child.on('close', (code) => {
      const seconds = ((performance.now() - started) / 1000).toFixed(1)
      console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`)
      if (code !== 0) console.log(Buffer.concat(output).toString())
      resolve(code === 0)
    })
  })
}
