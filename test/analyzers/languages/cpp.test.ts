import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { analyzerWith, factsOf, functionLines, importLines, outline, usesOf } from '../../helpers/outline.ts'

const test = suite('analyzers/languages/cpp')

const SOURCE = `#include <vector>
using std::vector;
namespace net {
/// A server.
template <typename T>
class Server : public Base {
 public:
  Server() : port_(0) {}
  ~Server() {}
  int port() const { return port_; }
  void start(int port, bool now = true);
  bool operator==(const Server& o) const { return o.port_ == port_; }
 private:
  int port_;
};
using Alias = Server<int>;
struct Options { int limit = 3; };
enum class Mode { Fast, Slow };
}  // namespace net

template <typename T>
void net::Server<T>::start(int port, bool now) {
  try {
    for (auto& x : list) {
      if (x and now || port) start(port, false);
    }
    auto f = [&](int y) { return y > 0 ? y : -y; };
  } catch (const std::exception& e) {
    throw;
  }
}

int main() { return 0; }
`

const facts = await factsOf(await analyzerWith(), 'a.cpp', SOURCE)

test('C++: a file is parsed without an error', () => {
  assert.is(facts.language, 'cpp')
  assert.is(facts.syntaxErrors, 0)
  assert.equal([facts.lines, facts.code, facts.comments, facts.blank], [33, 30, 1, 2])
})

test('C++: definitions have their kind, container, head, comment and visibility', () => {
  assert.equal(outline(facts), [
    'namespace net 3-19 | namespace net',
    'class net.Server 6-15 | class Server : public Base | A server.',
    'constructor net.Server.Server 8-8 | Server() : port_(0)',
    'method net.Server.~Server 9-9 | ~Server()',
    'method net.Server.port 10-10 | int port() const',
    'method net.Server.operator== 12-12 | bool operator==(const Server& o) const',
    'field net.Server.port_ 14-14 | int port_;',
    'type net.Alias 16-16 | using Alias = Server<int>;',
    'struct net.Options 17-17 | struct Options',
    'field net.Options.limit 17-17 | int limit = 3;',
    'enum net.Mode 18-18 | enum class Mode',
    'enum-member net.Mode.Fast 18-18 | Fast',
    'enum-member net.Mode.Slow 18-18 | Slow',
    'method net.Server.start 22-31 | void net::Server<T>::start(int port, bool now)',
    'function main 33-33 | int main()',
  ])
})

test('C++: imports name the module and what they bind', () => {
  assert.equal(importLines(facts), ['1 vector: '])
})

test('C++: functions have the figures that were counted by hand', () => {
  assert.equal(functionLines(facts), [
    'net.Server.Server 8-8: cyclomatic 1, cognitive 0, nesting 0, 0 parameters, 1 lines',
    'net.Server.~Server 9-9: cyclomatic 1, cognitive 0, nesting 0, 0 parameters, 1 lines',
    'net.Server.port 10-10: cyclomatic 1, cognitive 0, nesting 0, 0 parameters, 1 lines',
    'net.Server.operator== 12-12: cyclomatic 1, cognitive 0, nesting 0, 1 parameters, 1 lines',
    'net.Server.start 22-31: cyclomatic 7, cognitive 9, nesting 2, 2 parameters, 10 lines',
    'main 33-33: cyclomatic 1, cognitive 0, nesting 0, 0 parameters, 1 lines',
  ])
})

test('C++: every use of a name has its place, and none of those in comments', () => {
  assert.equal(usesOf(facts, 'port_'), ['8:14', '10:29', '12:53', '12:62', '14:7'])
  assert.equal(usesOf(facts, 'net'), ['3:11', '22:6'])
})

test('C++: a class that is declared ahead is no definition, and a conversion is named by its type', async () => {
  const text = `class Later;
class Now {
  explicit operator bool() const { return true; }
  operator std::string () { return ""; }
  int operator()(int a) { return a; }
};
`
  const { symbols } = await factsOf(await analyzerWith(), 'a.cpp', text)
  assert.equal(
    symbols.map(({ kind, name }) => `${kind} ${name}`),
    ['class Now', 'method operator bool', 'method operator std::string', 'method operator()'],
  )
})

test('C++: a macro between parameters and body is not the name, and one with a block in a body is no function', async () => {
  const { symbols, functions } = await factsOf(
    await analyzerWith(),
    'a.cpp',
    `MACRO
namespace shop {
int total() { return 1; }
}
struct Task : Base {
  void *execute(int a, int b) OVERRIDE { return nullptr; }
  unsigned int id() const OVERRIDE { return 1; }
};
struct Shop::Cart { int size() { return 1; } };
void run() {
  try { go(); } CATCH (std::runtime_error const &) { stop(); }
}
`,
  )
  assert.equal(
    symbols.map(({ kind, name }) => `${kind} ${name}`),
    ['function total', 'struct Task', 'method execute', 'method id', 'struct Cart', 'method size', 'function run'],
  )
  assert.is(symbols.find(({ name }) => name === 'Cart')?.container, 'Shop')
  assert.equal(
    functions.filter(({ name }) => name === 'execute').map(({ parameters }) => parameters),
    [2],
  )
})

test.run()
