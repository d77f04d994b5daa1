import type { Later } from '../scenario.ts'

const crate = (main: string) => ({
  'Cargo.toml': '[package]\nname = "app"\nversion = "0.1.0"\nedition = "2021"\n\n[workspace]\n\n[dependencies]\n',
  'src/main.rs': main,
})
const program = (main: string) => ({
  'go.mod': 'module example.org/app\n\ngo 1.22\n',
  'main.go': `package main\n\n${main}`,
})
const JAVAC = ['javac', '-d', 'out']
const CHECK = ['cargo', 'check', '--offline', '-q']

/** Written after a first look at the others; their results were looked at once. */
export const further: Record<string, Later[]> = {
  pytest: [
    {
      id: 'further: none has no length',
      known: 'python/none',
      files: { 'size.py': 'def words(text):\n    if text:\n        return text.split()\n\nprint(len(words("")))\n' },
      command: ['python', 'size.py'],
    },
    {
      id: 'further: none in an addition',
      known: 'python/none',
      files: { 'add.py': 'settings = {}\nprint(settings.get("port") + 1)\n' },
      command: ['python', 'add.py'],
    },
    {
      id: 'further: a number joined to texts',
      known: 'python/text-and-number',
      files: { 'csv_line.py': 'print(",".join(["a", 1]))\n' },
      command: ['python', 'csv_line.py'],
    },
    {
      id: 'further: a coroutine iterated',
      known: 'python/missing-await',
      files: {
        'rows.py':
          'import asyncio\n\nasync def rows():\n    return [1]\n\nasync def main():\n    for row in rows():\n        print(row)\n\nasyncio.run(main())\n',
      },
      command: ['python', 'rows.py'],
    },
    {
      id: 'further: an ordered dictionary that changes',
      known: 'python/changed-while-iterated',
      files: {
        'ordered.py':
          'from collections import OrderedDict\n\nitems = OrderedDict(a=1, b=2)\nfor key in items:\n    del items[key]\n',
      },
      command: ['python', 'ordered.py'],
    },
    {
      id: 'further: a name that a module does not have',
      known: null,
      files: { 'wrong.py': 'from math import squareroot\n' },
      command: ['python', 'wrong.py'],
    },
    {
      id: 'further: text that is no number',
      known: null,
      files: { 'number.py': 'print(int("3 apples"))\n' },
      command: ['python', 'number.py'],
    },
    {
      id: 'further: a list index',
      known: null,
      files: { 'index.py': 'print([1, 2][5])\n' },
      command: ['python', 'index.py'],
    },
  ],
  'npm test': [
    {
      id: 'further: null read',
      known: 'node/undefined',
      files: { 'match.mjs': 'const found = "abc".match(/\\d+/)\nconsole.log(found[0])\n' },
      command: ['node', 'match.mjs'],
    },
    {
      id: 'further: undefined set',
      known: 'node/undefined',
      files: { 'set.mjs': 'const state = {}\nstate.user.name = "ann"\n' },
      command: ['node', 'set.mjs'],
    },
    {
      id: 'further: require of a module in a module',
      known: 'node/module-system',
      files: { 'load.mjs': 'const os = require("os")\nconsole.log(os.type())\n' },
      command: ['node', '--input-type=module', '-e', 'const os = require("os"); console.log(os.type())'],
    },
    {
      id: 'further: a default that is not exported',
      known: 'node/missing-export',
      files: { 'a.mjs': 'export const a = 1\n', 'b.mjs': 'import a from "./a.mjs"\nconsole.log(a)\n' },
      command: ['node', 'b.mjs'],
    },
    {
      id: 'further: the package imported by a part of it',
      known: 'node/missing-package',
      files: { 'part.mjs': 'await import("padder/left")\n' },
      command: ['node', 'part.mjs'],
    },
    {
      id: 'further: a value that is no constructor',
      known: null,
      files: { 'made.mjs': 'const Thing = {}\nnew Thing()\n' },
      command: ['node', 'made.mjs'],
    },
    {
      id: 'further: a constant assigned',
      known: null,
      files: { 'constant.mjs': 'const count = 1\ncount = 2\n' },
      command: ['node', 'constant.mjs'],
    },
    {
      id: 'further: a name that nobody defined',
      known: null,
      files: { 'name.mjs': 'console.log(totalPrice)\n' },
      command: ['node', 'name.mjs'],
    },
  ],
  cargo: [
    {
      id: 'further: moved into a thread',
      known: 'rust/moved',
      files: crate(
        'use std::thread;\n\nfn main() {\n    let data = vec![1];\n    let handle = thread::spawn(move || println!("{:?}", data));\n    println!("{:?}", data);\n    handle.join().unwrap();\n}\n',
      ),
      command: CHECK,
    },
    {
      id: 'further: a literal returned as String',
      known: 'rust/string',
      files: crate('fn title() -> String {\n    "none"\n}\n\nfn main() {\n    println!("{}", title());\n}\n'),
      command: CHECK,
    },
    {
      id: 'further: changed while iterated',
      known: 'rust/borrowed-twice',
      files: crate(
        'fn main() {\n    let mut queue = vec![1, 2];\n    for item in &queue {\n        queue.push(*item);\n    }\n}\n',
      ),
      command: CHECK,
    },
    {
      id: 'further: no Clone',
      known: 'rust/missing-derive',
      files: crate(
        'struct Config;\n\n#[derive(Clone)]\nstruct App {\n    config: Config,\n}\n\nfn main() {\n    let app = App { config: Config };\n    let _other = app.clone();\n    let _ = app.config;\n}\n',
      ),
      command: CHECK,
    },
    {
      id: 'further: a number for nothing',
      known: null,
      files: crate('fn run() {\n    5\n}\n\nfn main() {\n    run();\n}\n'),
      command: CHECK,
    },
    {
      id: 'further: a question mark in main',
      known: null,
      files: crate('fn main() {\n    let number: i32 = "5".parse()?;\n    println!("{}", number);\n}\n'),
      command: CHECK,
    },
    {
      id: 'further: a private field',
      known: null,
      files: crate(
        'mod shop {\n    pub struct Till {\n        cash: u32,\n    }\n\n    impl Till {\n        pub fn new() -> Till {\n            Till { cash: 1 }\n        }\n    }\n}\n\nfn main() {\n    println!("{}", shop::Till::new().cash);\n}\n',
      ),
      command: CHECK,
    },
  ],
  go: [
    {
      id: 'further: a number assigned to text',
      known: 'go/number-for-text',
      files: program(
        'import "fmt"\n\nfunc main() {\n\tvar name string\n\tname = 5 + len("abc")\n\tfmt.Println(name)\n}\n',
      ),
      command: ['go', 'build', '-o', '/dev/null', '.'],
    },
    {
      id: 'further: the import missing twice',
      known: 'go/missing-import',
      files: program(
        'import "fmt"\n\nfunc main() {\n\tvar text strings.Builder\n\ttext.WriteString("a")\n\tfmt.Println(text.String())\n}\n',
      ),
      command: ['go', 'run', '.'],
    },
    {
      id: 'further: a method missing for a variable',
      known: 'go/missing-method',
      files: program(
        'import "fmt"\n\ntype clock struct{}\n\nfunc main() {\n\tvar shown fmt.Stringer = clock{}\n\tfmt.Println(shown)\n}\n',
      ),
      command: ['go', 'vet', '.'],
    },
    {
      id: 'further: a channel that nobody reads',
      known: 'go/deadlock',
      files: program('func main() {\n\tqueue := make(chan string)\n\tqueue <- "a"\n}\n'),
      command: ['go', 'run', '.'],
    },
    {
      id: 'further: nothing to point at',
      known: null,
      files: program(
        'import "fmt"\n\ntype user struct{ name string }\n\nfunc main() {\n\tvar one *user\n\tfmt.Println(one.name)\n}\n',
      ),
      command: ['go', 'run', '.'],
    },
    {
      id: 'further: a variable that is not used',
      known: null,
      files: program('func main() {\n\tcount := 1\n}\n'),
      command: ['go', 'build', '-o', '/dev/null', '.'],
    },
    {
      id: 'further: truth for a number',
      known: null,
      files: program('func take(count int) {}\n\nfunc main() {\n\ttake(true)\n}\n'),
      command: ['go', 'build', '-o', '/dev/null', '.'],
    },
  ],
  mvn: [
    {
      id: 'further: text given to a method for a number',
      known: 'java/text-for-number',
      files: {
        'Give.java':
          'class Give {\n    static int twice(int value) {\n        return value * 2;\n    }\n\n    static int of(String text) {\n        return twice(text);\n    }\n}\n',
      },
      command: [...JAVAC, 'Give.java'],
    },
    {
      id: 'further: sleeping may be interrupted',
      known: 'java/unreported-exception',
      files: { 'Nap.java': 'class Nap {\n    static void nap() {\n        Thread.sleep(1);\n    }\n}\n' },
      command: [...JAVAC, 'Nap.java'],
    },
    {
      id: 'further: a null array',
      known: 'java/null',
      files: {
        'Rows.java':
          'class Rows {\n    static int[] rows;\n\n    public static void main(String[] words) {\n        System.out.println(rows.length);\n    }\n}\n',
      },
      command: ['java', 'Rows.java'],
    },
    {
      id: 'further: a map that cannot change',
      known: 'java/unmodifiable',
      files: {
        'Ages.java':
          'import java.util.Collections;\nimport java.util.HashMap;\n\nclass Ages {\n    public static void main(String[] words) {\n        Collections.unmodifiableMap(new HashMap<String, Integer>()).put("a", 1);\n    }\n}\n',
      },
      command: ['java', 'Ages.java'],
    },
    {
      id: 'further: an enumeration without its method',
      known: 'java/abstract-method',
      files: { 'Level.java': 'enum Level implements Runnable {\n    LOW, HIGH\n}\n' },
      command: [...JAVAC, 'Level.java'],
    },
    {
      id: 'further: an index beyond the end',
      known: null,
      files: {
        'Last.java':
          'class Last {\n    public static void main(String[] words) {\n        System.out.println(words[3]);\n    }\n}\n',
      },
      command: ['java', 'Last.java'],
    },
    {
      id: 'further: a lossy conversion',
      known: null,
      files: { 'Half.java': 'class Half {\n    int half = 3.5;\n}\n' },
      command: [...JAVAC, 'Half.java'],
    },
    {
      id: 'further: a method that is not there',
      known: null,
      files: { 'Calls.java': 'class Calls {\n    void run() {\n        jump();\n    }\n}\n' },
      command: [...JAVAC, 'Calls.java'],
    },
  ],
}
