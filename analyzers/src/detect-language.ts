import type { LanguageDefinition } from './define-language.ts'

/** The language of a file by its name, its extension or the program in its `#!` line. */
export function createDetector<Id extends string>(languages: readonly LanguageDefinition<Id>[]) {
  const byExtension = new Map<string, Id>()
  const byName = new Map<string, Id>()
  const byInterpreter = new Map<string, Id>()
  for (const { id, extensions, fileNames = [], interpreters = [] } of languages) {
    for (const extension of extensions) byExtension.set(extension, id)
    for (const name of fileNames) byName.set(name, id)
    for (const program of interpreters) byInterpreter.set(program, id)
  }

  /** @param firstLine of the text, for files whose name says nothing */
  return function languageOf(path: string, firstLine?: string): Id | null {
    const name = path.slice(path.lastIndexOf('/') + 1)
    const known = byName.get(name)
    if (known !== undefined) return known
    const dot = name.lastIndexOf('.')
    // A file with an extension is what the extension says, be it a language or not.
    if (dot > 0) return byExtension.get(name.slice(dot).toLowerCase()) ?? null
    return (firstLine && byInterpreter.get(interpreterOf(firstLine))) || null
  }
}

/** `bash` of `#!/usr/bin/env -S bash -e` and of `#!/bin/bash`. */
function interpreterOf(firstLine: string): string {
  const [, command = ''] = /^#!\s*(.+)/.exec(firstLine) ?? []
  const words = command.trim().split(/\s+/)
  const programs = words[0]?.endsWith('/env') ? words.slice(1).filter((word) => !/^-|=/.test(word)) : words
  const program = programs[0] ?? ''
  return program.slice(program.lastIndexOf('/') + 1).replace(/(?<=^python\d?)[\d.]+$/, '')
}
