import type { Files, Scenarios } from '../scenario.ts'
import { SECRETS } from '../secrets.ts'

const crate = (main: string, more: Files = {}): Files => ({
  'Cargo.toml': '[package]\nname = "app"\nversion = "0.1.0"\nedition = "2021"\n\n[workspace]\n\n[dependencies]\n',
  'src/main.rs': main,
  ...more,
})
const CHECK = ['cargo', 'check', '--offline', '-q']
const RUN = ['cargo', 'run', '--offline', '-q']

export const rust: Scenarios = {
  ecosystem: 'cargo',
  needs: ['cargo', 'rustc'],
  mended: [
    {
      id: 'rust/moved',
      files: crate(
        `fn longest(names: Vec<String>) -> usize {\n    names.iter().map(|name| name.len()).max().unwrap_or(0)\n}\n\nfn main() {\n    let names = vec![String::from("ann")];\n    let width = longest(names);\n    println!("{} {}", width, names.len());\n}\n`,
      ),
      command: CHECK,
      fix: {
        files: {
          'src/main.rs': `fn longest(names: Vec<String>) -> usize {\n    names.iter().map(|name| name.len()).max().unwrap_or(0)\n}\n\nfn main() {\n    let names = vec![String::from("ann")];\n    let width = longest(names.clone());\n    println!("{} {}", width, names.len());\n}\n`,
        },
      },
    },
    {
      id: 'rust/string',
      files: crate(
        `struct User {\n    name: String,\n}\n\nfn main() {\n    let user = User { name: "ann" };\n    println!("{}", user.name);\n}\n`,
      ),
      command: CHECK,
      fix: {
        files: {
          'src/main.rs': `struct User {\n    name: String,\n}\n\nfn main() {\n    let user = User { name: "ann".to_string() };\n    println!("{}", user.name);\n}\n`,
        },
      },
    },
    {
      id: 'rust/borrowed-twice',
      files: crate(
        `fn main() {\n    let mut scores = vec![1, 2, 3];\n    let first = &scores[0];\n    scores.push(4);\n    println!("{}", first);\n}\n`,
      ),
      command: CHECK,
      fix: {
        files: {
          'src/main.rs': `fn main() {\n    let mut scores = vec![1, 2, 3];\n    let first = scores[0];\n    scores.push(4);\n    println!("{}", first);\n}\n`,
        },
      },
    },
    {
      id: 'rust/missing-derive',
      files: crate(
        `struct Point {\n    x: i32,\n}\n\nfn main() {\n    let point = Point { x: 1 };\n    println!("{:?} {}", point, point.x);\n}\n`,
      ),
      command: CHECK,
      fix: {
        files: {
          'src/main.rs': `#[derive(Debug)]\nstruct Point {\n    x: i32,\n}\n\nfn main() {\n    let point = Point { x: 1 };\n    println!("{:?} {}", point, point.x);\n}\n`,
        },
      },
    },
    {
      id: 'rust/missing-crate',
      files: crate(`use textkit::shout;\n\nfn main() {\n    println!("{}", shout("a"));\n}\n`, {
        'textkit/Cargo.toml': '[package]\nname = "textkit"\nversion = "0.1.0"\nedition = "2021"\n',
        'textkit/src/lib.rs': 'pub fn shout(text: &str) -> String {\n    text.to_uppercase()\n}\n',
      }),
      command: CHECK,
      fix: { run: [['cargo', 'add', '--offline', '-q', '--path', 'textkit']] },
    },
    {
      id: 'rust/out-of-bounds',
      files: crate(
        `fn last(values: &[i32]) -> i32 {\n    values[values.len()]\n}\n\nfn main() {\n    eprintln!("key={} aws_secret_access_key: {}", "${SECRETS.awsKey}", "${SECRETS.awsSecret}");\n    println!("{}", last(&[1, 2, 3]));\n}\n`,
      ),
      command: RUN,
      fix: {
        files: {
          'src/main.rs': `fn last(values: &[i32]) -> i32 {\n    values.last().copied().unwrap_or(0)\n}\n\nfn main() {\n    println!("{}", last(&[1, 2, 3]));\n}\n`,
        },
      },
    },
  ],
  later: [
    {
      id: 'rust/moved in a loop',
      known: 'rust/moved',
      files: crate(
        `fn send(message: String) {\n    println!("{}", message);\n}\n\nfn main() {\n    let message = String::from("hi");\n    for _ in 0..2 {\n        send(message);\n    }\n}\n`,
      ),
      command: CHECK,
    },
    {
      id: 'rust/string as an argument',
      known: 'rust/string',
      files: {
        'greet.rs': `fn greet(name: String) {\n    println!("{}", name);\n}\n\nfn main() {\n    greet("bob");\n}\n`,
      },
      command: ['rustc', '--edition', '2021', 'greet.rs'],
    },
    {
      id: 'rust/borrowed-twice, both to change',
      known: 'rust/borrowed-twice',
      files: crate(
        `fn main() {\n    let mut text = String::from("a");\n    let head = &mut text;\n    let tail = &mut text;\n    head.push('b');\n    tail.push('c');\n}\n`,
      ),
      command: CHECK,
    },
    {
      id: 'rust/missing-derive to compare',
      known: 'rust/missing-derive',
      files: crate(
        `struct Version {\n    major: u32,\n}\n\nfn main() {\n    let a = Version { major: 1 };\n    let b = Version { major: 2 };\n    println!("{} {}", a == b, a.major + b.major);\n}\n`,
      ),
      command: CHECK,
    },
    {
      id: 'rust/missing-derive to sort',
      known: 'rust/missing-derive',
      files: {
        'sort.rs': `#[derive(PartialEq)]\nstruct Card(u8);\n\nfn main() {\n    let mut cards = vec![Card(2), Card(1)];\n    cards.sort();\n    println!("{}", cards[0].0);\n}\n`,
      },
      command: ['rustc', '--edition', '2021', 'sort.rs'],
    },
    {
      id: 'rust/missing-crate by its path',
      known: 'rust/missing-crate',
      files: crate(`fn main() {\n    let loud = textkit::shout("b");\n    println!("{}", loud);\n}\n`),
      command: CHECK,
    },
    {
      id: 'rust/out-of-bounds of a slice',
      known: 'rust/out-of-bounds',
      files: crate(
        `fn main() {\n    let bytes = std::env::args().map(|word| word.len()).collect::<Vec<_>>();\n    println!("{:?}", &bytes[..9]);\n}\n`,
      ),
      command: RUN,
    },
    {
      id: 'rust: an unknown value',
      known: null,
      files: crate(`fn main() {\n    println!("{}", totl);\n}\n`),
      command: CHECK,
    },
    {
      id: 'rust: a match that misses one',
      known: null,
      files: crate(
        `enum Side {\n    Left,\n    Right,\n}\n\nfn main() {\n    let side = if std::env::args().count() > 1 { Side::Left } else { Side::Right };\n    match side {\n        Side::Left => println!("l"),\n    }\n}\n`,
      ),
      command: CHECK,
    },
    {
      id: 'rust: assigned twice',
      known: null,
      files: crate(
        `fn main() {\n    let count = 1;\n    println!("{}", count);\n    count = 2;\n    println!("{}", count);\n}\n`,
      ),
      command: CHECK,
    },
    {
      id: 'rust: nothing unwrapped',
      known: null,
      files: crate(`fn main() {\n    let word = std::env::args().nth(7).unwrap();\n    println!("{}", word);\n}\n`),
      command: RUN,
    },
    {
      id: 'rust: a missing argument',
      known: null,
      files: crate(
        `fn area(width: u32, height: u32) -> u32 {\n    width * height\n}\n\nfn main() {\n    println!("{}", area(3));\n}\n`,
      ),
      command: CHECK,
    },
    {
      id: 'rust: another crate',
      known: null,
      files: crate(`use fastmath::sqrt;\n\nfn main() {\n    println!("{}", sqrt(2.0));\n}\n`),
      command: CHECK,
    },
  ],
}
