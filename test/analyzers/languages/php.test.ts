import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { analyzerWith, factsOf, functionLines, importLines, outline, usesOf } from '../../helpers/outline.ts'

const test = suite('analyzers/languages/php')

const SOURCE = String.raw`<?php
namespace App\Store;

use Psr\Log\LoggerInterface;
use App\{Item, Kind as Type};
require_once 'lib/base.php';

const LIMIT = 3;

/** Keeps items. */
final class Store extends Base implements Countable
{
    public const MAX = 3;
    private int $size = 0;

    public function __construct(private LoggerInterface $log) {}

    /** Finds one. */
    public static function find(string $name, int ...$depths): ?int
    {
        foreach ($depths as $d) {
            if ($d > 0 && $name) {
                continue;
            } elseif ($d === 0) {
                return self::find($name);
            } else {
                break;
            }
        }
        try {
            $f = function ($x) { return $x ? 1 : 2; };
        } catch (\Exception $e) {
            throw $e;
        }
        switch ($name) {
            case 'a': return 1;
        }
        return match ($name) { 'b' => 1, default => null };
    }
    abstract protected function size();
}
interface Countable { public function count(); }
trait Loud { }
enum Color { case Red; case Green; }
function helper(&$a, $b = 1) { return helper($a); }
`

const facts = await factsOf(await analyzerWith(), 'a.php', SOURCE)

test('PHP: a file is parsed without an error', () => {
  assert.is(facts.language, 'php')
  assert.is(facts.syntaxErrors, 0)
  assert.equal([facts.lines, facts.code, facts.comments, facts.blank], [45, 38, 2, 5])
})

test('PHP: definitions have their kind, container, head, comment and visibility', () => {
  assert.equal(outline(facts), [
    'namespace App\\Store 2-2 | namespace App\\Store;',
    'constant App\\Store.LIMIT 8-8 | const LIMIT = 3',
    'class App\\Store.Store 11-41 | final class Store extends Base implements Countable | Keeps items.',
    'constant App\\Store.Store.MAX 13-13 | public const MAX = 3',
    '-property App\\Store.Store.size 14-14 | private int $size = 0',
    'constructor App\\Store.Store.__construct 16-16 | public function __construct(private LoggerInterface $log)',
    '-property App\\Store.Store.log 16-16 | private LoggerInterface $log',
    'method App\\Store.Store.find 19-39 | public static function find(string $name, int ...$depths): ?int | Finds one.',
    'method App\\Store.Store.size 40-40 | abstract protected function size();',
    'interface App\\Store.Countable 42-42 | interface Countable',
    'method App\\Store.Countable.count 42-42 | public function count();',
    'trait App\\Store.Loud 43-43 | trait Loud',
    'enum App\\Store.Color 44-44 | enum Color',
    'enum-member App\\Store.Color.Red 44-44 | case Red;',
    'enum-member App\\Store.Color.Green 44-44 | case Green;',
    'function App\\Store.helper 45-45 | function helper(&$a, $b = 1)',
  ])
})

test('PHP: imports name the module and what they bind', () => {
  assert.equal(importLines(facts), [
    '4 Psr\\Log\\LoggerInterface: LoggerInterface',
    '5 App\\Item: Item',
    '5 App\\Kind: Type',
    '6 lib/base.php: ',
  ])
})

test('PHP: functions have the figures that were counted by hand', () => {
  assert.equal(functionLines(facts), [
    'App\\Store.Store.__construct 16-16: cyclomatic 1, cognitive 0, nesting 0, 1 parameters, 1 lines',
    'App\\Store.Store.find 19-39: cyclomatic 9, cognitive 12, nesting 2, 2 parameters, 21 lines',
    'App\\Store.helper 45-45: cyclomatic 1, cognitive 1, nesting 0, 2 parameters, 1 lines',
  ])
})

test('PHP: every use of a name has its place, and none of those in comments', () => {
  assert.equal(usesOf(facts, 'name'), ['19:41', '22:28', '25:36', '35:18', '38:24'])
  assert.equal(usesOf(facts, 'd'), ['21:30', '22:18', '24:24'])
})

test.run()
