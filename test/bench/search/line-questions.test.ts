import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { questionedRepositories } from '../../../bench/src/search/line-questions.ts'

const test = suite('bench/search/line-questions')

const trees = process.env.TLC_CORPUS_LINEREPOS
const paraphrased = questionedRepositories('line-questions')
const tasks = questionedRepositories('context-tasks')
const all = [...paraphrased, ...tasks]

test('there are at least 60 questions on five repositories of different languages, and 50 tasks', () => {
  assert.ok(paraphrased.flatMap(({ questions }) => questions).length >= 60)
  assert.ok(new Set(paraphrased.map(({ language }) => language)).size >= 5)
  assert.is(tasks.flatMap(({ questions }) => questions).length, 50)
})

test('every repository stands at a whole commit, the same in both sets', () => {
  for (const { name, url, commit } of all) {
    assert.match(commit, /^[0-9a-f]{40}$/)
    assert.match(url, /^https:\/\/\S+\.git$/)
    assert.is(new Set(all.filter((one) => one.name === name).map((one) => one.commit)).size, 1, name)
  }
})

test('a question has one to three answers, each a range of lines', () => {
  for (const { question, answers } of all.flatMap(({ questions }) => questions)) {
    assert.ok(answers.length >= 1 && answers.length <= 3, question)
    for (const { startLine, endLine } of answers) assert.ok(startLine >= 1 && endLine >= startLine, question)
  }
})

test('no paraphrased question has the name of an answer in it, nor all words of that name', () => {
  for (const { question, answers } of paraphrased.flatMap(({ questions }) => questions)) {
    const words = new Set(question.toLowerCase().split(/[^a-z0-9]+/))
    for (const { symbol } of answers) {
      const parts = symbol.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g)!.map((part) => part.toLowerCase())
      assert.not.ok(
        parts.every((part) => words.has(part)),
        `${symbol}: ${question}`,
      )
    }
  }
})

test('a task is answered by at most 60 lines, which a pack can show whole', () => {
  for (const { answers } of tasks.flatMap(({ questions }) => questions)) {
    assert.ok(answers.some(({ startLine, endLine }) => endLine - startLine < 60))
  }
})

test('the lines of an answer begin with the definition of its symbol', () => {
  if (trees === undefined) return
  for (const { name, root, questions } of all.filter(({ name }) => existsSync(join(trees, name)))) {
    for (const { path, startLine, endLine, symbol } of questions.flatMap(({ answers }) => answers)) {
      const lines = readFileSync(join(trees, name, root, path), 'utf8').split('\n')
      assert.ok(lines.length >= endLine, `${name}/${path}`)
      assert.ok(lines[startLine - 1]!.includes(symbol), `${name}/${path}:${startLine} ${symbol}`)
    }
  }
})

test.run()
