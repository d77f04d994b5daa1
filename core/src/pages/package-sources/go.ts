import { homedir } from 'node:os'
import { join } from 'node:path'
import { definePackageSource } from '../define-package-source.ts'
import { readmeOf } from '../package-folder.ts'

/** Modules that go.mod requires, in `vendor` or in the cache of modules. */
export default definePackageSource({
  id: 'go',
  isManifest: (name) => name === 'go.mod',
  async find({ folder, text }, { system }) {
    const found = []
    for (const { name, version } of required(text)) {
      const folders = [
        join(folder, 'vendor', name),
        join(moduleCache(system.env), `${escaped(name)}@${escaped(version)}`),
      ]
      for (const each of folders) {
        if ((await system.files.stat(each))?.kind !== 'folder') continue
        found.push({ name, version, summary: '', licence: '', ...(await readmeOf(each, system.files)) })
        break
      }
    }
    return found
  },
})

/** Go Modules Reference, "go.mod files": what is there for others only is marked so. */
function required(text: string): { name: string; version: string }[] {
  const lines = [...text.matchAll(/^require\s*\(([^)]*)\)/gm)].flatMap(([, block]) => block!.split('\n'))
  const single = [...text.matchAll(/^require\s+([^\s(].*)$/gm)].map(([, line]) => line!)
  return [...single, ...lines].flatMap((line) => {
    const [, name, version] =
      /^\s*([\w.~-]+(?:\/[\w.~-]+)+)\s+(v[\w.+-]+)\s*(?:\/\/(?!\s*indirect).*)?$/.exec(line) ?? []
    return name && version && !name.split('/').includes('..') ? [{ name, version }] : []
  })
}

function moduleCache(env: Readonly<Record<string, string | undefined>>): string {
  if (env.GOMODCACHE) return env.GOMODCACHE
  return join(env.GOPATH?.split(':')[0] || join(env.HOME ?? homedir(), 'go'), 'pkg/mod')
}

/** Capitals are written `!c` in the cache, for disks that do not tell them apart. */
function escaped(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`)
}
