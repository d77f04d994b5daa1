import type { Later } from '../scenario.ts'

const crate = (main: string) => ({
  'Cargo.toml': '[package]\nname = "app"\nversion = "0.1.0"\nedition = "2021"\n\n[workspace]\n\n[dependencies]\n',
  'src/main.rs': main,
})
const program = (main: string) => ({
  'go.mod': 'module example.org/app\n\ngo 1.22\n',
  'main.go': `package main\n\n${main}`,
})
const CHECK = ['cargo', 'check', '--offline', '-q']
const BUILD = ['go', 'build', '-o', '/dev/null', '.']

/** Written when the comparison of errors was finished; it was not changed after their results were seen. */
export const unseen: Record<string, Later[]> = {
  pytest: [
    {
      id: 'unseen: none used as a context',
      known: 'python/none',
      files: { 'lock.py': 'def lock():\n    pass\n\nwith lock():\n    print(1)\n' },
      command: ['python', 'lock.py'],
    },
    {
      id: 'unseen: none called',
      known: 'python/none',
      files: { 'call.py': 'handlers = {}\nhandlers.get("open")()\n' },
      command: ['python', 'call.py'],
    },
    {
      id: 'unseen: text times text plus number',
      known: 'python/text-and-number',
      files: {
        'test_names.py':
          'def name(first, age):\n    return first + age\n\ndef test_name():\n    assert name("Ann", 30) == "Ann30"\n',
      },
      command: ['python', '-m', 'pytest', '-q', '-p', 'no:cacheprovider'],
    },
    {
      id: 'unseen: a dictionary that grows while it is read',
      known: 'python/changed-while-iterated',
      files: { 'grow.py': 'tree = {1: 2}\nfor key in tree.keys():\n    tree[key + 1] = key\n' },
      command: ['python', 'grow.py'],
    },
    {
      id: 'unseen: an attribute that was never set',
      known: null,
      files: { 'attr.py': 'class A:\n    pass\n\nprint(A().name)\n' },
      command: ['python', 'attr.py'],
    },
    {
      id: 'unseen: a date that is none',
      known: null,
      files: { 'date.py': 'import datetime\nprint(datetime.date.fromisoformat("2024-13-01"))\n' },
      command: ['python', 'date.py'],
    },
    {
      id: 'unseen: a list as a key',
      known: null,
      files: { 'key.py': 'print({[1]: 2})\n' },
      command: ['python', 'key.py'],
    },
  ],
  'npm test': [
    {
      id: 'unseen: a property of null',
      known: 'node/undefined',
      files: { 'node.mjs': 'const tree = { left: null }\nconsole.log(tree.left.value.name)\n' },
      command: ['node', 'node.mjs'],
    },
    {
      id: 'unseen: exports in a module',
      known: 'node/module-system',
      files: { 'package.json': '{"type":"module"}\n', 'add.js': 'exports.add = (a, b) => a + b\n' },
      command: ['node', 'add.js'],
    },
    {
      id: 'unseen: a constant before its line',
      known: 'node/before-initialisation',
      files: { 'early.cjs': 'function port() {\n  return PORT\n}\nconsole.log(port())\nconst PORT = 3\n' },
      command: ['node', 'early.cjs'],
    },
    {
      id: 'unseen: the same package in a test',
      known: 'node/missing-package',
      files: { 'a.test.cjs': 'const test = require("node:test")\ntest("pads", () => { require("padder") })\n' },
      command: ['node', '--test', 'a.test.cjs'],
    },
    {
      id: 'unseen: too deep',
      known: null,
      files: { 'deep.mjs': 'const f = () => f()\nf()\n' },
      command: ['node', 'deep.mjs'],
    },
    {
      id: 'unseen: a text with too many digits',
      known: null,
      files: { 'digits.mjs': '(1.5).toFixed(200)\n' },
      command: ['node', 'digits.mjs'],
    },
    {
      id: 'unseen: a brace that is missing',
      known: null,
      files: { 'brace.cjs': 'function a() {\n' },
      command: ['node', 'brace.cjs'],
    },
  ],
  cargo: [
    {
      id: 'unseen: a field moved out',
      known: 'rust/moved',
      files: crate(
        'struct User {\n    name: String,\n}\n\nfn main() {\n    let user = User { name: String::new() };\n    let name = user.name;\n    println!("{} {}", name, user.name);\n}\n',
      ),
      command: CHECK,
    },
    {
      id: 'unseen: a literal in a vector of Strings',
      known: 'rust/string',
      files: crate('fn main() {\n    let names: Vec<String> = vec!["ann"];\n    println!("{:?}", names);\n}\n'),
      command: CHECK,
    },
    {
      id: 'unseen: assigned while borrowed',
      known: 'rust/borrowed-twice',
      files: crate(
        'fn main() {\n    let mut count = 1;\n    let seen = &count;\n    count = 2;\n    println!("{}", seen);\n}\n',
      ),
      command: CHECK,
    },
    {
      id: 'unseen: no Hash for a key',
      known: 'rust/missing-derive',
      files: crate(
        'use std::collections::HashMap;\n\n#[derive(PartialEq, Eq)]\nstruct Id(u8);\n\nfn main() {\n    let mut names = HashMap::new();\n    names.insert(Id(1), "a");\n}\n',
      ),
      command: CHECK,
    },
    {
      id: 'unseen: a trait that has more',
      known: null,
      files: crate(
        'trait Shape {\n    fn area(&self) -> f64;\n}\n\nstruct Dot;\n\nimpl Shape for Dot {}\n\nfn main() {\n    println!("{}", Dot.area());\n}\n',
      ),
      command: CHECK,
    },
    {
      id: 'unseen: a sum of unlike numbers',
      known: null,
      files: crate('fn main() {\n    let a: i32 = 1;\n    let b: f64 = 2.0;\n    println!("{}", a + b);\n}\n'),
      command: CHECK,
    },
    {
      id: 'unseen: a number that does not fit',
      known: null,
      files: crate('fn main() {\n    let small: u8 = 3i64;\n    println!("{}", small);\n}\n'),
      command: CHECK,
    },
  ],
  go: [
    {
      id: 'unseen: a number where text is returned',
      known: 'go/number-for-text',
      files: program('func name(id int) string {\n\treturn id\n}\n\nfunc main() {\n\tname(1)\n}\n'),
      command: BUILD,
    },
    {
      id: 'unseen: a method missing in a list',
      known: 'go/missing-method',
      files: program('type task interface{ run() }\n\ntype job struct{}\n\nfunc main() {\n\t_ = []task{job{}}\n}\n'),
      command: BUILD,
    },
    {
      id: 'unseen: a lock taken twice',
      known: 'go/deadlock',
      files: program('import "sync"\n\nfunc main() {\n\tvar lock sync.Mutex\n\tlock.Lock()\n\tlock.Lock()\n}\n'),
      command: ['go', 'run', '.'],
    },
    {
      id: 'unseen: a map that was never made',
      known: null,
      files: program('func main() {\n\tvar seen map[string]bool\n\tseen["a"] = true\n}\n'),
      command: ['go', 'run', '.'],
    },
    {
      id: 'unseen: a field that is not there',
      known: null,
      files: program('type user struct{ name string }\n\nfunc main() {\n\t_ = user{}.age\n}\n'),
      command: BUILD,
    },
    {
      id: 'unseen: a brace on its own line',
      known: null,
      files: program('func main()\n{\n}\n'),
      command: BUILD,
    },
  ],
  mvn: [
    {
      id: 'unseen: text returned for a number',
      known: 'java/text-for-number',
      files: { 'Id.java': 'class Id {\n    static int of(String text) {\n        return text.trim();\n    }\n}\n' },
      command: ['javac', '-d', 'out', 'Id.java'],
    },
    {
      id: 'unseen: a checked exception of a constructor',
      known: 'java/unreported-exception',
      files: {
        'Log.java':
          'import java.io.FileReader;\n\nclass Log {\n    Object open() {\n        return new FileReader("log.txt");\n    }\n}\n',
      },
      command: ['javac', '-d', 'out', 'Log.java'],
    },
    {
      id: 'unseen: null in a switch',
      known: 'java/null',
      files: {
        'Mode.java':
          'class Mode {\n    public static void main(String[] words) {\n        String mode = null;\n        switch (mode) {\n            case "a": break;\n            default: break;\n        }\n    }\n}\n',
      },
      command: ['java', 'Mode.java'],
    },
    {
      id: 'unseen: two methods missing',
      known: 'java/abstract-method',
      files: { 'Names.java': 'import java.util.Iterator;\n\nclass Names implements Iterator<String> {\n}\n' },
      command: ['javac', '-d', 'out', 'Names.java'],
    },
    {
      id: 'unseen: a cast that fails',
      known: null,
      files: {
        'Cast.java':
          'class Cast {\n    public static void main(String[] words) {\n        Object one = 1;\n        System.out.println((String) one);\n    }\n}\n',
      },
      command: ['java', 'Cast.java'],
    },
    {
      id: 'unseen: no value in an Optional',
      known: null,
      files: {
        'Find.java':
          'import java.util.Optional;\n\nclass Find {\n    public static void main(String[] words) {\n        System.out.println(Optional.empty().get());\n    }\n}\n',
      },
      command: ['java', 'Find.java'],
    },
    {
      id: 'unseen: a return that is missing',
      known: null,
      files: {
        'Sign.java': 'class Sign {\n    static int of(int value) {\n        if (value > 0) return 1;\n    }\n}\n',
      },
      command: ['javac', '-d', 'out', 'Sign.java'],
    },
  ],
}
