import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { analyzerWith, factsOf, functionLines, importLines, outline, usesOf } from '../../helpers/outline.ts'

const test = suite('analyzers/languages/csharp')

const SOURCE = `using System;
using Json = Newtonsoft.Json;
namespace App.Store;

/// <summary>Keeps items.</summary>
[Serializable]
public class Store : IStore
{
    public const int Limit = 3;
    private int a, b;
    public event Action Changed;
    public string Name { get; set; }
    public int Size
    {
        get { return a > 0 ? a : b; }
    }
    public Store(int a) { this.a = a; }

    /// <summary>Finds one.</summary>
    public int Find(string name, params int[] depths)
    {
        foreach (var d in depths)
        {
            if (d > 0 && name != null) continue;
            else if (d == 0) return Find(name);
            else b++;
        }
        try { Func<int, int> f = x => x > 0 ? x : 0; }
        catch (Exception) { throw; }
        switch (a)
        {
            case 1: goto case 2;
            case 2: return name?.Length ?? 0;
            default: return 0;
        }
    }
    int Twice(int x) => x * 2;
}
internal interface IStore { int Find(string name, params int[] depths); }
enum Color { Red, Green = 2 }
struct Point { public int X; }
record Pair(int A, int B);
`

const facts = await factsOf(await analyzerWith(), 'a.cs', SOURCE)

test('C#: a file is parsed without an error', () => {
  assert.is(facts.language, 'csharp')
  assert.is(facts.syntaxErrors, 0)
  assert.equal([facts.lines, facts.code, facts.comments, facts.blank], [42, 38, 2, 2])
})

test('C#: definitions have their kind, container, head, comment and visibility', () => {
  assert.equal(outline(facts), [
    'namespace App.Store 3-3 | namespace App.Store;',
    'class App.Store.Store 6-38 | [Serializable] public class Store : IStore | Keeps items.',
    'constant App.Store.Store.Limit 9-9 | public const int Limit = 3;',
    '-field App.Store.Store.a 10-10 | private int a, b;',
    '-field App.Store.Store.b 10-10 | private int a, b;',
    'property App.Store.Store.Changed 11-11 | public event Action Changed;',
    'property App.Store.Store.Name 12-12 | public string Name',
    'property App.Store.Store.Size 13-16 | public int Size',
    'constructor App.Store.Store.Store 17-17 | public Store(int a)',
    'method App.Store.Store.Find 20-36 | public int Find(string name, params int[] depths) | Finds one.',
    '-method App.Store.Store.Twice 37-37 | int Twice(int x)',
    '-interface App.Store.IStore 39-39 | internal interface IStore',
    'method App.Store.IStore.Find 39-39 | int Find(string name, params int[] depths);',
    '-enum App.Store.Color 40-40 | enum Color',
    'enum-member App.Store.Color.Red 40-40 | Red',
    'enum-member App.Store.Color.Green 40-40 | Green = 2',
    '-struct App.Store.Point 41-41 | struct Point',
    'field App.Store.Point.X 41-41 | public int X;',
    '-class App.Store.Pair 42-42 | record Pair(int A, int B);',
  ])
})

test('C#: imports name the module and what they bind', () => {
  assert.equal(importLines(facts), ['1 System: *', '2 Newtonsoft.Json: Json'])
})

test('C#: functions have the figures that were counted by hand', () => {
  assert.equal(functionLines(facts), [
    'App.Store.Store.Size 15-15: cyclomatic 2, cognitive 1, nesting 0, 0 parameters, 1 lines',
    'App.Store.Store.Store 17-17: cyclomatic 1, cognitive 0, nesting 0, 1 parameters, 1 lines',
    'App.Store.Store.Find 20-36: cyclomatic 11, cognitive 12, nesting 2, 2 parameters, 17 lines',
    'App.Store.Store.Twice 37-37: cyclomatic 1, cognitive 0, nesting 0, 1 parameters, 1 lines',
  ])
})

test('C#: every use of a name has its place, and none of those in comments', () => {
  assert.equal(usesOf(facts, 'Find'), ['20:16', '25:37', '39:33'])
  assert.equal(usesOf(facts, 'a'), ['10:17', '15:22', '15:30', '17:22', '17:32', '17:36', '30:17'])
})

test.run()
