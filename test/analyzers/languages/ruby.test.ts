import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { analyzerWith, factsOf, functionLines, importLines, outline, usesOf } from '../../helpers/outline.ts'

const test = suite('analyzers/languages/ruby')

const SOURCE = `require 'json'
require_relative 'lib/store'

# Keeps items.
module Net
  LIMIT = 3
  class Server < Base
    attr_reader :port, :name

    def initialize(port, name: nil)
      @port = port
    end

    # Finds one.
    def find(key, *rest)
      if key && rest.empty?
        find(rest)
      elsif key.nil? or rest
        return
      else
        rest.each do |r|
          puts r unless r
        end
      end
    rescue ArgumentError
      nil
    end

    def self.build
      while true
        break
      end
      case LIMIT
      when 1 then 2
      else 3
      end
    end

    def empty?; end
  end
end

def helper = 1
`

const facts = await factsOf(await analyzerWith(), 'a.rb', SOURCE)

test('Ruby: a file is parsed without an error', () => {
  assert.is(facts.language, 'ruby')
  assert.is(facts.syntaxErrors, 0)
  assert.equal([facts.lines, facts.code, facts.comments, facts.blank], [43, 35, 2, 6])
})

test('Ruby: definitions have their kind, container, head, comment and visibility', () => {
  assert.equal(outline(facts), [
    'module Net 5-41 | module Net | Keeps items.',
    'constant Net.LIMIT 6-6 | LIMIT = 3',
    'class Net.Server 7-40 | class Server < Base',
    'property Net.Server.port 8-8 | attr_reader :port, :name',
    'property Net.Server.name 8-8 | attr_reader :port, :name',
    'constructor Net.Server.initialize 10-12 | def initialize(port, name: nil)',
    'method Net.Server.find 15-27 | def find(key, *rest) | Finds one.',
    'method Net.Server.build 29-37 | def self.build',
    'method Net.Server.empty? 39-39 | def empty?; end',
    'function helper 43-43 | def helper',
  ])
})

test('Ruby: imports name the module and what they bind', () => {
  assert.equal(importLines(facts), ['1 json: ', '2 lib/store: '])
})

test('Ruby: functions have the figures that were counted by hand', () => {
  assert.equal(functionLines(facts), [
    'Net.Server.initialize 10-12: cyclomatic 1, cognitive 0, nesting 0, 2 parameters, 3 lines',
    'Net.Server.find 15-27: cyclomatic 7, cognitive 10, nesting 2, 2 parameters, 13 lines',
    'Net.Server.build 29-37: cyclomatic 3, cognitive 2, nesting 1, 0 parameters, 9 lines',
    'Net.Server.empty? 39-39: cyclomatic 1, cognitive 0, nesting 0, 0 parameters, 1 lines',
    'helper 43-43: cyclomatic 1, cognitive 0, nesting 0, 0 parameters, 1 lines',
  ])
})

test('Ruby: every use of a name has its place, and none of those in comments', () => {
  assert.equal(usesOf(facts, 'rest'), ['15:20', '16:17', '17:14', '18:25', '21:9'])
  assert.equal(usesOf(facts, 'LIMIT'), ['6:3', '33:12'])
})

test.run()
