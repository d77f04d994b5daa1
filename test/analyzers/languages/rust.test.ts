import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { analyzerWith, factsOf, functionLines, importLines, outline, usesOf } from '../../helpers/outline.ts'

const test = suite('analyzers/languages/rust')

const SOURCE = `//! Keeps things.
use std::collections::{self, HashMap as Map};
use std::fmt::*;
use crate::error::Error;
extern crate serde;

pub const LIMIT: usize = 3;
static mut COUNT: i32 = 0;

/// A stack.
#[derive(Debug)]
pub struct Stack<T> {
    pub items: Vec<T>,
    cap: usize,
}

pub enum Kind {
    Empty,
    Full(usize),
}

pub trait Container {
    type Item;
    fn size(&self) -> usize;
    fn is_empty(&self) -> bool {
        self.size() == 0
    }
}

impl<T: Clone> Stack<T> {
    /// Adds one.
    pub fn push(&mut self, item: T, retries: u32) -> Result<(), Error> {
        if self.items.len() < self.cap && retries > 0 {
            self.items.push(item);
        } else if retries > 1 {
            return self.push(item, retries - 1);
        } else {
            check(&item)?;
        }
        Ok(())
    }
}

impl<T> Container for Stack<T> {
    type Item = T;
    fn size(&self) -> usize {
        self.items.len()
    }
}

macro_rules! square {
    ($x:expr) => { $x * $x };
}

mod inner {
    pub(crate) fn walk(kind: super::Kind) -> usize {
        'outer: loop {
            match kind {
                super::Kind::Empty => break 'outer 0,
                super::Kind::Full(n) if n > 3 => return n,
                _ => {}
            }
        }
    }
}
`

const facts = await factsOf(await analyzerWith(), 'a.rs', SOURCE)

test('Rust: a file is parsed without an error', () => {
  assert.is(facts.language, 'rust')
  assert.is(facts.syntaxErrors, 0)
  assert.equal([facts.lines, facts.code, facts.comments, facts.blank], [65, 54, 3, 8])
})

test('Rust: definitions have their kind, container, head, comment and visibility', () => {
  assert.equal(outline(facts), [
    'constant LIMIT 7-7 | pub const LIMIT: usize = 3;',
    '-variable COUNT 8-8 | static mut COUNT: i32 = 0;',
    'struct Stack 12-15 | pub struct Stack<T> | A stack.',
    'field Stack.items 13-13 | pub items: Vec<T>',
    '-field Stack.cap 14-14 | cap: usize',
    'enum Kind 17-20 | pub enum Kind',
    'enum-member Kind.Empty 18-18 | Empty',
    'enum-member Kind.Full 19-19 | Full',
    'trait Container 22-28 | pub trait Container',
    'type Container.Item 23-23 | type Item;',
    'method Container.size 24-24 | fn size(&self) -> usize;',
    'method Container.is_empty 25-27 | fn is_empty(&self) -> bool',
    'method Stack.push 32-41 | pub fn push(&mut self, item: T, retries: u32) -> Result<(), Error> | Adds one.',
    '-type Stack.Item 45-45 | type Item = T;',
    '-method Stack.size 46-48 | fn size(&self) -> usize',
    '-macro square 51-53 | macro_rules! square',
    '-module inner 55-65 | mod inner',
    'function inner.walk 56-64 | pub(crate) fn walk(kind: super::Kind) -> usize',
  ])
})

test('Rust: imports name the module and what they bind', () => {
  assert.equal(importLines(facts), [
    '2 std::collections: collections',
    '2 std::collections::HashMap: Map',
    '3 std::fmt: *',
    '4 crate::error::Error: Error',
    '5 serde: serde',
  ])
})

test('Rust: functions have the figures that were counted by hand', () => {
  assert.equal(functionLines(facts), [
    'Container.is_empty 25-27: cyclomatic 1, cognitive 0, nesting 0, 1 parameters, 3 lines',
    'Stack.push 32-41: cyclomatic 5, cognitive 5, nesting 1, 3 parameters, 10 lines',
    'Stack.size 46-48: cyclomatic 1, cognitive 0, nesting 0, 1 parameters, 3 lines',
    'inner.walk 56-64: cyclomatic 4, cognitive 4, nesting 2, 1 parameters, 9 lines',
  ])
})

test('Rust: every use of a name has its place, and none of those in comments', () => {
  assert.equal(usesOf(facts, 'retries'), ['32:37', '33:43', '35:19', '36:36'])
  assert.equal(usesOf(facts, 'Stack'), ['12:12', '30:16', '44:23'])
})

test.run()
