// Compiles the graph of nearest neighbours (hnswlib-node), which npm does not do here because no package may run code while
// it is installed. Without a compiler nothing is lost but speed on very large projects, so that is not a failure.
// `--background` answers at once and says nothing.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const TIMEOUT_MS = 120_000
const root = join(import.meta.dirname, '..')
const source = join(root, 'node_modules/hnswlib-node')
const folder = join(source, 'build/Release')
const addon = join(folder, 'addon.node')

if (process.argv.includes('--background')) {
  spawn(process.execPath, [import.meta.filename], { detached: true, stdio: 'ignore' }).unref()
} else if (!existsSync(addon)) {
  const started = performance.now()
  const fault = build()
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  if (fault === '') console.log(`Compiled hnswlib-node in ${seconds} s.`)
  else
    console.log(`hnswlib-node is not compiled: ${fault} Vectors are compared one by one instead, with the same hits.`)
}

/** Why it could not be done; '' when it was. */
function build(): string {
  if (!existsSync(source)) return 'npm left the package out.'
  const headers = nodeHeaders()
  if (headers === null) return "Node's headers (node_api.h) are not beside it."
  // Its being there tells `npm start` that this was tried.
  mkdirSync(folder, { recursive: true })
  const output = join(folder, `addon.${process.pid}.node`)
  try {
    const fault = compile(headers, output)
    if (fault !== '') return fault
    createRequire(import.meta.url)(output)
    renameSync(output, addon)
    return ''
  } catch (thrown) {
    return `what was compiled does not load (${(thrown as Error).message}).`
  } finally {
    rmSync(output, { force: true })
  }
}

/** What its binding.gyp asks node-gyp to do, without the need for Python and make. */
function compile(headers: string, output: string): string {
  const api = dirname(createRequire(join(source, 'package.json')).resolve('node-addon-api'))
  const args = [
    ...['-O3', '-std=c++17', '-fPIC', '-fexceptions', '-fvisibility=hidden', '-pthread', '-w'],
    ...(process.platform === 'darwin' ? ['-bundle', '-undefined', 'dynamic_lookup'] : ['-shared']),
    ...['-DNODE_GYP_MODULE_NAME=addon', '-DBUILDING_NODE_EXTENSION', '-DNAPI_DISABLE_CPP_EXCEPTIONS'],
    ...['-I', headers, '-I', api, join(source, 'src/addon.cc'), '-o', output],
  ]
  for (const compiler of process.env.CXX ? [process.env.CXX] : ['c++', 'g++', 'clang++']) {
    const { error, status, stderr } = spawnSync(compiler, args, { timeout: TIMEOUT_MS, encoding: 'utf8' })
    if (status === 0) return ''
    if ((error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') continue
    return `${compiler} failed (${error?.message || stderr.trim().split('\n')[0] || status}).`
  }
  return 'there is no C++ compiler (c++, g++, clang++).'
}

function nodeHeaders(): string | null {
  const installed = join(root, `node_modules/node-${process.platform}-${process.arch}`)
  const folders = [join(dirname(process.execPath), '..'), installed].map((place) => join(place, 'include/node'))
  return folders.find((place) => existsSync(join(place, 'node_api.h'))) ?? null
}
