import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { analyzerWith, factsOf, functionLines, importLines, outline, usesOf } from '../../helpers/outline.ts'

const test = suite('analyzers/languages/java')

const SOURCE = `package app.store;

import java.util.List;
import static java.lang.Math.max;
import java.io.*;

/** Keeps items. */
@Deprecated
public class Store<T> extends Base {
    public static final int LIMIT = 3;
    private int a, b;

    public Store(int a) { this.a = a; }

    /** Finds one. */
    @Override
    public T find(String name, int... depths) throws IOException {
        outer:
        for (int d : depths) {
            if (d > 0 && name != null && !name.isEmpty()) {
                continue outer;
            } else if (d == 0) {
                return d > LIMIT ? null : find(name);
            } else {
                b++;
            }
        }
        try {
            Runnable r = () -> { if (a > 0) b--; };
        } catch (RuntimeException e) {
            throw e;
        }
        switch (a) {
            case 1: return null;
            default: return null;
        }
    }

    interface Visitor { void visit(int n); }
    enum Color { RED, GREEN; int code() { return max(1, 2); } }
    record Point(int x, int y) { Point { } }
}
`

const facts = await factsOf(await analyzerWith(), 'A.java', SOURCE)

test('Java: a file is parsed without an error', () => {
  assert.is(facts.language, 'java')
  assert.is(facts.syntaxErrors, 0)
  assert.equal([facts.lines, facts.code, facts.comments, facts.blank], [42, 35, 2, 5])
})

test('Java: definitions have their kind, container, head, comment and visibility', () => {
  assert.equal(outline(facts), [
    'class Store 8-42 | @Deprecated public class Store<T> extends Base | Keeps items.',
    'constant Store.LIMIT 10-10 | public static final int LIMIT = 3;',
    '-field Store.a 11-11 | private int a, b;',
    '-field Store.b 11-11 | private int a, b;',
    'constructor Store.Store 13-13 | public Store(int a)',
    'method Store.find 16-37 | @Override public T find(String name, int... depths) throws IOException | Finds one.',
    '-interface Store.Visitor 39-39 | interface Visitor',
    'method Store.Visitor.visit 39-39 | void visit(int n);',
    '-enum Store.Color 40-40 | enum Color',
    'enum-member Store.Color.RED 40-40 | RED',
    'enum-member Store.Color.GREEN 40-40 | GREEN',
    'method Store.Color.code 40-40 | int code()',
    '-class Store.Point 41-41 | record Point(int x, int y)',
    '-constructor Store.Point.Point 41-41 | Point',
  ])
})

test('Java: imports name the module and what they bind', () => {
  assert.equal(importLines(facts), ['3 java.util.List: List', '4 java.lang.Math.max: max', '5 java.io: *'])
})

test('Java: functions have the figures that were counted by hand', () => {
  assert.equal(functionLines(facts), [
    'Store.Store 13-13: cyclomatic 1, cognitive 0, nesting 0, 1 parameters, 1 lines',
    'Store.find 17-37: cyclomatic 10, cognitive 15, nesting 2, 2 parameters, 21 lines',
    'Store.Color.code 40-40: cyclomatic 1, cognitive 0, nesting 0, 0 parameters, 1 lines',
    'Store.Point.Point 41-41: cyclomatic 1, cognitive 0, nesting 0, 0 parameters, 1 lines',
  ])
})

test('Java: every use of a name has its place, and none of those in comments', () => {
  assert.equal(usesOf(facts, 'LIMIT'), ['10:29', '23:28'])
  assert.equal(usesOf(facts, 'd'), ['19:18', '20:17', '22:24', '23:24'])
})

test.run()
