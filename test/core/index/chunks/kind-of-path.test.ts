import { formatOfPath, kindOfPath, pathClass } from '@tlc/core/index/chunks/kind-of-path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('core/index/chunks/kind-of-path')

function classesOf(path: string): string[] {
  return Object.entries(pathClass(path))
    .filter(([, is]) => is)
    .map(([name]) => name)
}

test('tests are known by folder and by file, in the customs of each language', () => {
  for (const path of [
    'tests/a.py',
    'src/__tests__/a.ts',
    'a.test.ts',
    'pkg/a_test.go',
    'src/test/java/ATest.java',
    'spec/a_spec.rb',
    'test_a.py',
    'conftest.py',
    'src/OrderIT.java',
  ])
    assert.ok(classesOf(path).includes('test'), path)
})

test('what only sounds like a test is none', () => {
  for (const path of [
    'lib/test_functions.bash',
    'src/contest.py',
    'src/latest.ts',
    'src/attestation.go',
    'src/INIT.c',
    'EXIT.java',
  ])
    assert.equal(classesOf(path), [], path)
})

test('examples, vendored and generated files, barrels, declarations and migrations are told apart', () => {
  assert.equal(classesOf('_examples/a/main.go'), ['example'])
  assert.equal(classesOf('vendor/a/b.go'), ['vendored'])
  assert.equal(classesOf('api/a.pb.go'), ['generated'])
  assert.equal(classesOf('src/index.ts'), ['barrel'])
  assert.equal(classesOf('src/a.d.ts'), ['declaration'])
  assert.equal(classesOf('shop/migrations/0001_initial.py'), ['migration'])
})

test('a file with a grammar is code whatever it is called', () => {
  assert.is(formatOfPath('CHANGES.py', 'python'), 'code')
  assert.is(formatOfPath('lib/changeset.ex', ''), 'code')
  assert.is(formatOfPath('CHANGES', ''), 'rst')
  assert.is(formatOfPath('README.md', ''), 'markdown')
  assert.is(formatOfPath('Dockerfile', ''), 'configuration')
})

test('the kind of a chunk follows from path and format', () => {
  assert.is(kindOfPath('src/a.py', 'code'), 'code')
  assert.is(kindOfPath('tests/a.py', 'code'), 'test')
  assert.is(kindOfPath('examples/a.py', 'code'), 'example')
  assert.is(kindOfPath('docs/a.md', 'markdown'), 'documentation')
  assert.is(kindOfPath('tests/a.json', 'configuration'), 'configuration')
})

test('configuration is known whatever its file is called after', () => {
  for (const path of [
    'Dockerfile.dev',
    'app.dockerfile',
    '.env.example',
    'rules.mk',
    'ci/Jenkinsfile',
    'Makefile.am',
    '.gitlab-ci.yml',
    'GNUmakefile',
    '.github/CODEOWNERS',
    'Pipfile',
    'go.mod',
    'requirements-dev.txt',
    '.flake8',
    '.clang-format',
    '.dockerignore',
  ])
    assert.is(formatOfPath(path, ''), 'configuration', path)
  for (const path of ['src/environment.zig', 'profile.lua', 'makefile_parser.ex'])
    assert.is(formatOfPath(path, ''), 'code', path)
})

test('rules for assistants are Markdown', () => {
  assert.is(formatOfPath('.cursor/rules/style.mdc', ''), 'markdown')
  assert.is(kindOfPath('.cursor/rules/style.mdc', 'markdown'), 'documentation')
})

test.run()
