import type { OverviewRecords } from '@tlc/core/document/records'

/** What programs are made of: languages with a grammar by their ids, others by the extensions of their files. */
const CODE: ReadonlySet<string> = new Set(
  [
    'bash c cpp csharp go java javascript php python ruby rust tsx typescript',
    'adb ads ahk applescript asm au3 awk bat bzl cairo cl clj cljc cljs cmake cmd cob coffee cr cu d dart dpr e el elm',
    'erl ex exs f f03 f08 f77 f90 f95 fish for fs fsi fsx gd glsl gradle groovy hcl hlsl hs hx idr jl kt kts lean less lgt',
    'lhs lisp lua m mak matlab metal mk ml mli mm mojo move nim nix nu odin pas pl pm pp pro prolog proto ps1 psd1 psm1 purs',
    'pxd pyi pyx qml r rego rkt s sas sass scala scm scss sed sh sml sol sql star sv svelte swift tcl tf thrift v vala vb',
    'vbs vhd vhdl vim vue wast wat wgsl zig zsh',
    'astro cshtml css eex ejs erb haml hbs heex htm html jade jinja jinja2 j2 jsp leex liquid mustache njk phtml pug razor slim',
    'tmpl tpl twig xhtml xsl xslt',
  ].flatMap((line) => line.split(' ')),
)

export interface LanguageShares {
  /** With the share of all lines of code, the most first. */
  code: { language: string; files: number; share: number }[]
  codeLines: number
  /** Documents and data, the most first. */
  other: { language: string; lines: number }[]
  otherLines: number
}

/** What the project is written in, apart from what it says and keeps; all of it is code where there is nothing else. */
export function languageShares(languages: OverviewRecords['languages']): LanguageShares {
  const written = languages.filter(({ code }) => code > 0)
  const isCode = ({ language }: { language: string }) => CODE.has(language)
  const code = written.some(isCode) ? written.filter(isCode) : written
  const other = written.filter((each) => !code.includes(each))
  const sum = (list: typeof written) => list.reduce((total, each) => total + each.code, 0)
  const codeLines = sum(code)
  return {
    code: code.map(({ language, files, code: lines }) => ({ language, files, share: lines / (codeLines || 1) })),
    codeLines,
    other: other.map(({ language, code: lines }) => ({ language, lines })),
    otherLines: sum(other),
  }
}
