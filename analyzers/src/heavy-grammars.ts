import { readFileSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { wasmPath } from './grammars.ts'
import { languages } from './languages.generated.ts'

/** Declared here: only the types of browsers name it. */
declare const WebAssembly: { Module: new (bytes: Uint8Array) => object }

const TIERS = ['wasm-lazy-compilation', 'wasm-dynamic-tiering', 'wasm-tier-up']

/** Kept: V8 finds what is compiled by its bytes, in every thread, for as long as somebody holds it. */
let compiled: object[] | null = null

/**
 * Compiles the grammars that are `heavy` by V8's baseline compiler alone: they run slower, and take 80 MB instead of 580.
 * To be called before the threads start, since V8's flags hold for all of the process while this runs.
 */
export function compileHeavyGrammars(): void {
  if (compiled) return
  compiled = []
  for (const tier of TIERS) setFlagsFromString(`--no-${tier}`)
  try {
    for (const language of languages) {
      if ('heavy' in language) compiled.push(new WebAssembly.Module(readFileSync(wasmPath(language.grammar))))
    }
  } catch {
    // A grammar that cannot be read or compiled is reported with the files that need it.
  } finally {
    for (const tier of TIERS) setFlagsFromString(`--${tier}`)
  }
}
