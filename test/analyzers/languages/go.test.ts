import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { analyzerWith, factsOf, functionLines, importLines, outline, usesOf } from '../../helpers/outline.ts'

const test = suite('analyzers/languages/go')

const SOURCE = `// Package store keeps things.
package store

import (
	"fmt"
	str "strings"
	_ "embed"
	. "math"
	"github.com/go-yaml/yaml/v3"
)

const Limit, low = 3, 1

var cache map[string]int

// Store keeps items by name.
type Store struct {
	Items map[string]int
	a, b  int
}

type Reader interface {
	Read(p []byte) (int, error)
}
type ID = string
type Handler func(int) error

// Get finds one.
func (s *Store) Get(name string, depth, limit int) (int, error) {
	if v, ok := s.Items[name]; ok && depth > 0 || limit == 0 {
		return v, nil
	} else if name == "" {
		return 0, fmt.Errorf("empty")
	} else {
		return s.Get(str.ToLower(name), depth-1, limit)
	}
}

func walk(n int, ch chan int) {
outer:
	for i := range n {
		select {
		case v := <-ch:
			if v == i {
				break outer
			}
		default:
			continue
		}
	}
	switch {
	case n > 1, n < -1:
		go func() { walk(n-1, ch) }()
	case n == Limit:
		fmt.Println(Pi, yaml.Marshal)
	}
}
`

const facts = await factsOf(await analyzerWith(), 'a.go', SOURCE)

test('Go: a file is parsed without an error', () => {
  assert.is(facts.language, 'go')
  assert.is(facts.syntaxErrors, 0)
  assert.equal([facts.lines, facts.code, facts.comments, facts.blank], [57, 47, 3, 7])
})

test('Go: definitions have their kind, container, head, comment and visibility', () => {
  assert.equal(outline(facts), [
    'constant Limit 12-12 | const Limit, low = 3, 1',
    '-constant low 12-12 | const Limit, low = 3, 1',
    '-variable cache 14-14 | var cache map[string]int',
    'struct Store 17-20 | type Store struct | Store keeps items by name.',
    'field Store.Items 18-18 | Items map[string]int',
    '-field Store.a 19-19 | a, b int',
    '-field Store.b 19-19 | a, b int',
    'interface Reader 22-24 | type Reader interface',
    'method Reader.Read 23-23 | Read(p []byte) (int, error)',
    'type ID 25-25 | type ID = string',
    'type Handler 26-26 | type Handler func(int) error',
    'method Store.Get 29-37 | func (s *Store) Get(name string, depth, limit int) (int, error) | Get finds one.',
    '-function walk 39-57 | func walk(n int, ch chan int)',
  ])
})

test('Go: imports name the module and what they bind', () => {
  assert.equal(importLines(facts), [
    '5 fmt: fmt',
    '6 strings: str',
    '7 embed: ',
    '8 math: *',
    '9 github.com/go-yaml/yaml/v3: yaml',
  ])
})

test('Go: functions have the figures that were counted by hand', () => {
  assert.equal(functionLines(facts), [
    'Store.Get 29-37: cyclomatic 5, cognitive 6, nesting 1, 3 parameters, 9 lines',
    'walk 39-57: cyclomatic 6, cognitive 8, nesting 3, 2 parameters, 19 lines',
    'walk.(anonymous) 53-53: cyclomatic 1, cognitive 0, nesting 0, 0 parameters, 1 lines',
  ])
})

test('Go: every use of a name has its place, and none of those in comments', () => {
  assert.equal(usesOf(facts, 'Store'), ['17:6', '29:10'])
  assert.equal(usesOf(facts, 'str'), ['6:2', '35:16'])
})

test.run()
