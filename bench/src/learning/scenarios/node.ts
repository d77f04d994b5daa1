import type { Scenarios } from '../scenario.ts'
import { SECRETS } from '../secrets.ts'

const manifest = (more: object = {}) =>
  `${JSON.stringify({ name: 'app', version: '1.0.0', type: 'module', scripts: { test: 'node --test' }, ...more }, null, 2)}\n`
const TEST = ['npm', 'test']

export const node: Scenarios = {
  ecosystem: 'npm test',
  needs: ['node', 'npm'],
  mended: [
    {
      id: 'node/missing-package',
      files: {
        'package.json': manifest(),
        'vendor/padder/package.json': `{"name": "padder", "version": "1.0.0", "type": "module", "exports": "./index.js"}\n`,
        'vendor/padder/index.js': `export const pad = (text, width) => text.padStart(width)\n`,
        'pad.test.js': `import test from 'node:test'\nimport assert from 'node:assert'\nimport { pad } from 'padder'\n\ntest('pads', () => assert.equal(pad('a', 2), ' a'))\n`,
        '.npmrc': `//registry.npmjs.org/:_authToken=${SECRETS.npmToken}\n`,
      },
      command: TEST,
      fix: { run: [['npm', 'install', '--offline', '--no-audit', '--no-fund', './vendor/padder']] },
    },
    {
      id: 'node/undefined',
      files: {
        'package.json': manifest(),
        'cart.js': `export function count(cart) {\n  return cart.items.length\n}\n`,
        'cart.test.js': `import test from 'node:test'\nimport assert from 'node:assert'\nimport { count } from './cart.js'\n\nconsole.log('Authorization: Bearer ${SECRETS.bearer}')\nconsole.log(JSON.stringify({ password: '${SECRETS.databasePassword}', stripe: '${SECRETS.stripeKey}' }))\ntest('an empty cart has no items', () => assert.equal(count({}), 0))\n`,
      },
      command: TEST,
      fix: { files: { 'cart.js': `export function count(cart) {\n  return cart.items?.length ?? 0\n}\n` } },
    },
    {
      id: 'node/module-system',
      files: {
        'package.json': manifest(),
        'paths.js': `const { join } = require('node:path')\n\nexport const inside = (name) => join('data', name)\n`,
        'paths.test.js': `import test from 'node:test'\nimport assert from 'node:assert'\nimport { inside } from './paths.js'\n\ntest('is inside', () => assert.equal(inside('a'), 'data/a'))\n`,
      },
      command: TEST,
      fix: {
        files: {
          'paths.js': `import { join } from 'node:path'\n\nexport const inside = (name) => join('data', name)\n`,
        },
      },
    },
    {
      id: 'node/missing-export',
      files: {
        'package.json': manifest(),
        'sums.js': `export const twice = (value) => value * 2\n\nfunction sum(values) {\n  return values.reduce((a, b) => a + b, 0)\n}\n`,
        'sums.test.js': `import test from 'node:test'\nimport assert from 'node:assert'\nimport { sum } from './sums.js'\n\ntest('sums', () => assert.equal(sum([1, 2]), 3))\n`,
      },
      command: TEST,
      fix: {
        files: {
          'sums.js': `export const twice = (value) => value * 2\n\nexport function sum(values) {\n  return values.reduce((a, b) => a + b, 0)\n}\n`,
        },
      },
    },
    {
      id: 'node/before-initialisation',
      files: {
        'package.json': manifest(),
        'limits.js': `export const most = limit * 2\n\nconst limit = 10\n`,
        'limits.test.js': `import test from 'node:test'\nimport assert from 'node:assert'\nimport { most } from './limits.js'\n\ntest('most', () => assert.equal(most, 20))\n`,
      },
      command: TEST,
      fix: { files: { 'limits.js': `const limit = 10\n\nexport const most = limit * 2\n` } },
    },
    {
      id: 'node/missing-file',
      files: {
        'package.json': manifest(),
        'rates.js': `import { readFileSync } from 'node:fs'\n\nexport const rates = () => JSON.parse(readFileSync('fixtures/rates.json', 'utf8'))\n`,
        'rates.test.js': `import test from 'node:test'\nimport assert from 'node:assert'\nimport { rates } from './rates.js'\n\ntest('rates', () => assert.equal(rates().EUR, 1))\n`,
      },
      command: TEST,
      fix: { files: { 'fixtures/rates.json': `{ "EUR": 1, "token": "${SECRETS.githubToken}" }\n` } },
    },
  ],
  later: [
    {
      id: 'node/missing-package by require',
      known: 'node/missing-package',
      files: {
        'report.cjs': `const { pad } = require('padder')\nconsole.log(pad('x', 3))\n`,
      },
      command: ['node', 'report.cjs'],
    },
    {
      id: 'node/undefined destructured',
      known: 'node/undefined',
      files: { 'mail.mjs': `const subject = ({ header: { title } }) => title\nconsole.log(subject({}))\n` },
      command: ['node', 'mail.mjs'],
    },
    {
      id: 'node/undefined iterated',
      known: 'node/undefined',
      files: {
        'package.json': manifest(),
        'join.js': `export const joined = (lists) => [...lists.first].join()\n`,
        'join.test.js': `import test from 'node:test'\nimport assert from 'node:assert'\nimport { joined } from './join.js'\n\ntest('joins nothing', () => assert.equal(joined({}), ''))\n`,
      },
      command: TEST,
    },
    {
      id: 'node/module-system by module.exports',
      known: 'node/module-system',
      files: {
        'package.json': manifest(),
        'colours.js': `module.exports = { red: '#f00' }\n`,
        'colours.test.js': `import test from 'node:test'\nimport assert from 'node:assert'\nimport './colours.js'\n\ntest('loads', () => assert.ok(true))\n`,
      },
      command: TEST,
    },
    {
      id: 'node/module-system by __dirname',
      known: 'node/module-system',
      files: { 'where.mjs': `import { join } from 'node:path'\nconsole.log(join(__dirname, 'data'))\n` },
      command: ['node', 'where.mjs'],
    },
    {
      id: 'node/missing-export of a class',
      known: 'node/missing-export',
      files: {
        'queue.mjs': `class Queue {}\n`,
        'main.mjs': `import { Queue } from './queue.mjs'\nconsole.log(new Queue())\n`,
      },
      command: ['node', 'main.mjs'],
    },
    {
      id: 'node/before-initialisation of a class',
      known: 'node/before-initialisation',
      files: { 'store.mjs': `const store = new Store()\nclass Store {}\nconsole.log(store)\n` },
      command: ['node', 'store.mjs'],
    },
    {
      id: 'node/missing-file imported',
      known: 'node/missing-file',
      files: { 'bank.cjs': `const rates = require('./fixtures/rates.json')\nconsole.log(rates.EUR)\n` },
      command: ['node', 'bank.cjs'],
    },
    {
      id: 'node: another package',
      known: null,
      files: { 'log.mjs': `import chalky from 'chalky'\nconsole.log(chalky.red('a'))\n` },
      command: ['node', 'log.mjs'],
    },
    {
      id: 'node: no function',
      known: null,
      files: { 'sort.mjs': `const settings = { order: 'up' }\nsettings.order()\n` },
      command: ['node', 'sort.mjs'],
    },
    {
      id: 'node: broken JSON',
      known: null,
      files: { 'read.mjs': `console.log(JSON.parse('{"a": 1,}'))\n` },
      command: ['node', 'read.mjs'],
    },
    {
      id: 'node: a wrong value',
      known: null,
      files: {
        'package.json': manifest(),
        'round.test.js': `import test from 'node:test'\nimport assert from 'node:assert'\n\ntest('rounds up', () => assert.equal(Math.round(2.4), 3))\n`,
      },
      command: TEST,
    },
    {
      id: 'node: another file',
      known: null,
      files: { 'copy.mjs': `import { readFileSync } from 'node:fs'\nreadFileSync('templates/letter.html')\n` },
      command: ['node', 'copy.mjs'],
    },
    {
      id: 'node: a missing script',
      known: null,
      files: { 'package.json': manifest() },
      command: ['npm', 'run', 'deploy'],
    },
  ],
}
