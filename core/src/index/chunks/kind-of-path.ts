export function pathClass(path: string) {
  return {
    test: /(^|\/)tests?\/|\.test\.|_test\.|test_/.test(path),
    example: /(^|\/)examples?\//.test(path),
    vendored: /(^|\/)vendor\//.test(path),
    generated: false,
    barrel: false,
    declaration: /\.d\.ts$/.test(path),
    migration: false,
  }
}
