import { redact } from '@tlc/core/learning/redact'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { plantedSecrets, weakPasswords } from './_secrets.ts'

const test = suite('core/learning/redact')

test('no planted secret is left, whatever form it has', () => {
  const left = plantedSecrets().filter(({ text, secret }) => redact(text).includes(secret.slice(0, 16)))
  assert.equal(
    left.map(({ kind, text }) => `${kind}: ${redact(text)}`),
    [],
  )
})

test('a password that people choose is found by what stands before it', () => {
  const left = weakPasswords().filter(({ text, secret }) => redact(text).includes(secret))
  assert.equal(
    left.map(({ kind, text }) => `${kind}: ${redact(text)}`),
    [],
  )
})

test('to redact twice changes nothing more', () => {
  for (const { text } of [...plantedSecrets(), ...weakPasswords()]) assert.is(redact(redact(text)), redact(text))
})

test('what stands around a secret stays', () => {
  assert.is(redact('db:\n  password: hunter2\n  port: 5432'), 'db:\n  password: [redacted:password]\n  port: 5432')
  assert.is(redact('postgres://ann:s3cr3t@db:5432/shop'), 'postgres://ann:[redacted:password]@db:5432/shop')
  assert.is(redact('API_KEY=abc12345 npm test'), 'API_KEY=[redacted:key] npm test')
})

const INNOCENT = [
  'commit 9fceb02d0ae598e95dc970b74767f19372d61af8',
  'HEAD is now at 9fceb02 Say what the index is',
  'id: 3f2504e0-4f89-41d3-9a0c-0305e82c3301',
  'sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae',
  '"integrity": "sha512-v2kDEe57lecTulaDIuNTPy3Ry4gLGJ6Z1O3vE1krgXZNrsQ+LFTGHVxVjcXPs17LhbZVGedAJv8XZ1tvj5FvSg=="',
  'SyntaxError: Unexpected token \'<\', "<!DOCTYPE "... is not valid JSON',
  'error: expected token: identifier, got number',
  "KeyError: 'user_id'",
  "TypeError: login() missing 1 required positional argument: 'password'",
  'function login(user: string, password: string): Promise<Token> {',
  'def connect(host: str, password: str = None) -> Session:',
  'password = os.environ["DB_PASSWORD"]',
  'const token = process.env.GITHUB_TOKEN',
  'token = tokens[i]',
  'token = self.next_token()',
  'const key = Object.keys(map)[0]',
  'max_tokens=4096, temperature=0.2',
  'primary_key=True, unique=True',
  'PWD=/home/ann/shop',
  'for key, value in items: pass',
  'password: required',
  'The password must have at least 8 characters',
  "error TS2345: Argument of type 'string' is not assignable to parameter of type 'Token'.",
  'E0308: mismatched types: expected `String`, found `&str`',
  'assert token == "abc"',
  'from django.contrib.auth.tokens import PasswordResetTokenGenerator',
  'src/auth/tokens/password-reset-token-generator.test.ts:12:3',
  'https://github.com/ann/repo.git',
  'ssh://git@github.com/ann/repo.git',
  'npm ERR! code E404',
  'ok 3 - a session token expires after 30 minutes',
  'cache key: node-cache-Linux-x64-npm-2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0',
  '1 passed, 2 failed in 0.12s',
  'secret_key: ${SECRET_KEY}',
  'password: "{{ db_password }}"',
  'author: Ann <ann@example.org>',
  'use of moved value: `keys`',
  'public static void main(String[] args) throws AuthException {',
  '--password-file /run/secrets/db',
  'Set `AWS_SECRET_ACCESS_KEY` first',
  'sort_key: created_at',
  'main.go:12:5: undefined: token2',
  'TypeError: password is not a string',
  'KeyError: secret missing in settings2',
  'docker run -p 8080:80 web1',
  'python -m pytest -p no:cacheprovider',
  '12:34:56:789 took 3 s',
  '- name: web\n  value: 3',
  'assert session_tokens == 3',
  'password: |',
  'the token at offset 12 is unexpected',
  'keyboard: us',
]

for (const text of INNOCENT) {
  test(`stays as it is: ${text}`, () => assert.is(redact(text), text))
}

test('a megabyte of hostile text takes no long', () => {
  for (const part of [
    'password=',
    'a'.repeat(100),
    'eyJ',
    '-----BEGIN PRIVATE KEY-----',
    'http://a:',
    'key_'.repeat(30),
    '<password ',
  ])
    assert.ok(redact(part.repeat(Math.ceil(1_000_000 / part.length))).length >= 0)
})

test.run()
