import type { LanguageDefinition } from './define-language.ts'

export interface Detector<Id> {
  /** By the file's name, its extension, or the program in its `#!` line when its name says nothing. */
  ofFile(path: string, text: string): Id | null
  /** By a name that people or programs have for it: `C++`, `python3`, `bash`. */
  named(name: string): Id | null
}

export function createDetector<Id extends string>(languages: readonly LanguageDefinition<Id>[]): Detector<Id> {
  const byExtension = new Map<string, Id>()
  const byFileName = new Map<string, Id>()
  const byName = new Map<string, Id>()
  const claims = new Map<string, { id: Id; pattern: RegExp }>()
  for (const { id, title, extensions, claims: own = {}, fileNames = [], interpreters = [] } of languages) {
    for (const extension of extensions) byExtension.set(extension, id)
    for (const [extension, pattern] of Object.entries(own)) claims.set(extension, { id, pattern })
    for (const name of fileNames) byFileName.set(name, id)
    for (const name of [id, title.toLowerCase(), ...interpreters]) byName.set(name, id)
  }

  return {
    ofFile(path, text) {
      const name = path.slice(path.lastIndexOf('/') + 1)
      const known = byFileName.get(name)
      if (known !== undefined) return known
      const dot = name.lastIndexOf('.')
      // A file with an extension is what the extension says, be it a language or not.
      if (dot <= 0) return byName.get(interpreterOf(firstLineOf(text))) ?? null
      const extension = name.slice(dot).toLowerCase()
      const claim = claims.get(extension)
      return claim?.pattern.test(text) ? claim.id : (byExtension.get(extension) ?? null)
    },
    named: (name) => byName.get(name.toLowerCase()) ?? null,
  }
}

/** `bash` of `#!/usr/bin/env -S bash -e` and of `#!/bin/bash`; empty without a program. */
function interpreterOf(firstLine: string): string {
  const [, command = ''] = /^#!\s*(.+)/.exec(firstLine) ?? []
  const words = command.trim().split(/\s+/)
  const programs = words[0]?.endsWith('/env') ? words.slice(1).filter((word) => !/^-|=/.test(word)) : words
  const program = programs[0] ?? ''
  return program.slice(program.lastIndexOf('/') + 1).replace(/(?<=^python\d?)[\d.]+$/, '')
}

function firstLineOf(text: string): string {
  const end = text.indexOf('\n')
  return text.slice(0, Math.min(end < 0 ? text.length : end, 200))
}
